/** Words set apart by white space, as they are easiest to read and to add to. */
export const wordList = (text: string): readonly string[] => text.trim().split(/\s+/)
