import type { DocRow } from './doc-properties.ts'

/** What a group of RTF says of its characters, and hands down to the groups in it. */
export interface RtfState {
  /** Its words are none of the text. */
  readonly skipped: boolean
  /** Why its characters are not to be seen: deleted, hidden, struck out. */
  readonly gone: readonly string[]
  readonly above: boolean
  /** How many characters stand in for one that old programs do not know. */
  readonly instead: number
}

export const outermost: RtfState = { skipped: false, gone: [], above: false, instead: 1 }

const unseen = ['deleted', 'v', 'strike', 'striked']
/** Groups that hold no text of the document, or text that stands elsewhere. */
const elsewhere =
  /^(?:fonttbl|colortbl|stylesheet|info|header[lrf]?|footer[lrf]?|footnote|annotation|fldinst|listtable|listoverridetable|revtbl|xmlnstbl|themedata|datastore|generator|objdata|object|shp|do|pict)$/

/** The state after a control word; undefined for a word that says nothing of characters. */
export function afterWord(
  state: RtfState,
  word: string,
  value: number | undefined,
): RtfState | undefined {
  const isOn = value !== 0
  if (elsewhere.test(word)) return { ...state, skipped: true }
  if (unseen.includes(word)) {
    const others = state.gone.filter((one) => one !== word)
    return { ...state, gone: isOn ? [...others, word] : others }
  }
  if (word === 'uc') return { ...state, instead: value ?? 1 }
  if (word === 'plain') return { ...state, gone: [], above: false }
  if (word === 'super' || word === 'sub') return { ...state, above: isOn }
  return word === 'nosupersub' ? { ...state, above: false } : undefined
}

/** How cells are merged, in the bits that .doc has for it. */
const flagsOf: Readonly<Record<string, number>> = {
  clmgf: 1,
  clmrg: 2,
  clvmgf: 3 << 5,
  clvmrg: 1 << 5,
}

/** Gathers the definition of a row of a table. */
export function rowDefinition(): { take(word: string, value: number): void; row(): DocRow } {
  let [left, next] = [0, 0]
  const ends: number[] = []
  const flags: number[] = []
  return {
    take(word, value) {
      if (word === 'trleft') left = value
      else if (word === 'cellx') {
        ends.push(value)
        flags.push(next)
        next = 0
      } else next |= flagsOf[word] ?? 0
    },
    row: () => ({ edges: [left, ...ends], flags }),
  }
}
