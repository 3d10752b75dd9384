/**
 * `{count|member is|members are}` in a message: the number, and the wording that agrees with it.
 * Chinese needs none of it.
 */
const COUNTED = /\{(\w+)\|([^|{}]*)\|([^|{}]*)\}/g

/** The message with the wording that agrees with its numbers; other values are left to be filled. */
export const agreeing = (template: string, numberOf: (name: string) => unknown): string =>
  template.replace(
    COUNTED,
    (_, name: string, one: string, many: string) =>
      `{${name}} ${numberOf(name) === 1 ? one : many}`,
  )

/** The message as it is listed: in the plural. */
export const inPlural = (template: string): string => agreeing(template, () => 2)
