/**
 * Whether a code unit is a plain ideograph: nine characters in ten of a narrative, which are no
 * stop, space or digit and need no folding. Asked first, it spares them every other question.
 */
export const isIdeograph = (code: number): boolean => code >= 0x3400 && code <= 0x9fff
