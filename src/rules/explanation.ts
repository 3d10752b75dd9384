import type { Text } from '../reports/text.ts'

/** What an explanation is held against. */
export interface Explained {
  /** The finding's message, which is no explanation of itself. */
  readonly message: string
  /** Explanations of other findings, and those given last year. */
  readonly others?: readonly string[]
}

/** Fewer characters cannot say what was checked and found. */
const LEAST = 8

/**
 * What people write to be rid of a question. An explanation is hollow when nothing is left of it
 * once these are taken away.
 */
const EMPTY =
  /(?:经|已|均|再次|认真)*(?:核实|核对|核查|确认|检查|复核)(?:后|过|完毕)?|(?:数据|情况|内容|填报|以上)*(?:属实|无误|正确|准确|真实|没有问题|无问题|无异常|一致)|情况说明|特此说明|同上|见上|如上|按实际填报|据实填报|实际情况如此|实事求是|情况|数据|内容|填报|以上|均|为|是|的|了/g

/**
 * Why an explanation explains nothing, or undefined when it may stand: 核实无误 and its like, a
 * few characters, punctuation, the finding said again, or what was already said of another.
 */
export function whyHollow(
  explanation: string,
  { message, others = [] }: Explained,
): Text | undefined {
  const said = bare(explanation)
  if (said === '') {
    return { zh: '说明没有任何文字', en: 'The explanation says nothing' }
  }
  if (said.replace(EMPTY, '') === '') {
    return {
      zh: '“核实无误”“情况属实”一类的话没有说明原因，请写明核对了什么、差异从何而来',
      en: 'That it was checked is no reason: say what was compared and where the difference comes from',
    }
  }
  if ([...said].length < LEAST) {
    return {
      zh: `说明不足${LEAST}个字，请写明原因`,
      en: `Fewer than ${LEAST} characters: say why`,
    }
  }
  const told = bare(message)
  if (told !== '' && (told.includes(said) || said.replace(told, '').replace(EMPTY, '') === '')) {
    return {
      zh: '说明只是重复了问题本身，请写明原因',
      en: 'The explanation only says the finding again: say why',
    }
  }
  if (others.some((other) => bare(other) === said)) {
    return {
      zh: '同样的说明已用于其他问题或上年，请就本问题写明原因',
      en: 'The same words were given for another finding or last year: explain this one',
    }
  }
  return undefined
}

/** Letters and digits only, in one width and case. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
