/** 分 in one 万元. */
const FEN = 1_000_000

/** 万元 as on paper to integer 分; undefined when there are more than six decimals. */
export function fenOf(wan: number): number | undefined {
  const fen = Math.round(wan * FEN)
  return fen / FEN === wan ? fen : undefined
}

/** Integer 分 to 万元 with at most six decimals. */
export const wanOf = (fen: number): number => fen / FEN
