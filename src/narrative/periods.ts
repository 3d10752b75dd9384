import { longestSentence, type Sentence, sentencesIn } from './sentences.ts'

/** Sentences joined by semicolons, as far as one sentence may be long. */
export function periodsIn(text: string): readonly (readonly Sentence[])[] {
  const periods: Sentence[][] = []
  for (const sentence of sentencesIn(text)) {
    const period = periods.at(-1)
    if (period !== undefined && goesOn(period, sentence)) period.push(sentence)
    else periods.push([sentence])
  }
  return periods
}

function goesOn(period: readonly Sentence[], { end }: Sentence): boolean {
  const { start = end } = period[0] ?? {}
  const { stop } = period.at(-1) ?? {}
  return (stop === '；' || stop === ';') && end - start <= longestSentence
}

/** 问：明年怎么办？ What is answered lies ahead. */
export const asksForPlans = (text: string, period: readonly Sentence[]): boolean =>
  period.some(
    ({ start, end, stop }) => stop === '？' && /[明来下次]年|下一步/.test(text.slice(start, end)),
  )
