import { Problem } from '../errors.ts'

/** The problem of a parameter that its schema lets pass and its meaning does not. */
export const wrongParameter = (parameter: string, zh: string, en: string, code = 'query') =>
  new Problem(
    'invalid-parameters',
    { count: 1 },
    { faults: [{ parameter, code, message: { zh, en } }] },
  )
