/** A region and all that lie below it, by code: a table of a query that begins `with recursive`. */
export const subtree = (name: string, top: string): string => `${name} (code) as (
  select ${top} union select region.code from region join ${name} on region.parent = ${name}.code)`
