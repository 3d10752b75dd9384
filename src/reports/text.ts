/** The languages messages come in: the law's own, and one for integrators abroad. */
export type Language = 'zh' | 'en'
export type Text = Readonly<Record<Language, string>>
