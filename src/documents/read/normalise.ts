import { radicals } from './radicals.ts'
import { traditional } from './traditional.ts'

/** Zero-width characters and soft hyphens that copies carry along. */
const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g
const folded: Readonly<Record<string, string>> = { ...radicals, ...traditional }
const foldable = new RegExp(`[${Object.keys(folded).join('')}]`, 'g')

/** One spelling for what is printed alike: full width, NBSP, radicals, traditional characters. */
export const normalise = (text: string): string => (plain.test(text) ? text : fold(text))

const plain = /^[!-~]*$/

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(foldable, (character) => folded[character] ?? character)

/** The same without any white space: labels are broken over lines and spaced out at will. */
export const squeeze = (text: string): string => normalise(text).replace(/\s+/g, '')

/** What word processors leave behind: bookmarks and their names. */
const debris = /\[bookmark:[^\]\n]{0,80}\]|_GoBack|_Hlk\d{1,12}/g

/** The text without debris. */
export const withoutDebris = (text: string): string => text.replace(debris, '')

/** Each piece of debris in a text. */
export const debrisIn = (text: string): readonly { quote: string; start: number; end: number }[] =>
  [...text.matchAll(debris)].map(({ 0: quote, index }) => ({
    quote,
    start: index,
    end: index + quote.length,
  }))
