import type { FastifyRequest } from 'fastify'
import type { Language } from '../reports/text.ts'

/** The language a caller prefers, by Accept-Language; Chinese unless English is ranked above it. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const header = request.headers['accept-language']
  if (header === undefined) return 'zh'
  let best: { language: Language; weight: number } = { language: 'zh', weight: 0 }
  for (const part of header.slice(0, 200).split(',')) {
    const [range = '', ...parameters] = part.trim().split(';')
    const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2))
    const language = /^en\b/i.test(range) ? 'en' : /^(zh\b|\*)/i.test(range) ? 'zh' : undefined
    if (language !== undefined && weight > best.weight) best = { language, weight }
  }
  return best.language
}

/** What an answer in a language says of itself. */
export const spoken = (language: Language) => ({
  'content-language': language === 'zh' ? 'zh-CN' : 'en',
  vary: 'Accept-Language',
})
