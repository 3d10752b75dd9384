/** To six decimals: what shares and sums of money in 万元 are told to. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
