import { type Static, type TArrayOptions, type TNumberOptions, type TSchema, Type } from 'typebox'

/** A schema that stands in the OpenAPI document once, under its own name. */
export const named = <S extends TSchema>(name: string, schema: S): S => ({ ...schema, $id: name })

/** A value or null. */
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** A member that a change may repeat as it was read, and cannot set. */
export const asRead = <S extends TSchema>(schema: S): S => ({
  ...schema,
  description: 'As it was read, or left out: it cannot be changed here',
})

/** An object that takes no members but its own. */
export const closed = <P extends Record<string, TSchema>>(properties: P, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })

/** A list that is read and not changed. */
export const listOf = <S extends TSchema>(items: S, options: TArrayOptions = {}) =>
  Type.Unsafe<readonly Static<S>[]>(Type.Array(items, options))

/** A whole number that JSON carries exactly, and no less than nothing unless told otherwise. */
export const whole = (options: TNumberOptions = {}) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, ...options })

/** No body at all. */
export const nothing = (description: string) =>
  Type.Unsafe<undefined>({ type: 'null', description })

/** The most items of a page. */
export const MOST_IN_PAGE = 500

/** A cursor page of items. */
export const page = <S extends TSchema>(name: string, items: S) =>
  named(
    name,
    closed({
      items: listOf(items, { maxItems: MOST_IN_PAGE }),
      next: Type.Union([Type.String(), Type.Null()], {
        description: 'Pass as `cursor` for the next page; null on the last',
      }),
    }),
  )
