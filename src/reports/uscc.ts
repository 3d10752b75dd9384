/** The characters of a 统一社会信用代码 by value (GB 32100: no I, O, S, V, Z). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** What the last of its 18 characters should be: weights 3^(i−1) mod 31 over the first 17. */
export function checkCharacter(uscc: string): string {
  let weight = 1
  let sum = 0
  for (const character of uscc.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}
