import { squeeze } from './normalise.ts'
import type { Line } from './paper.ts'

/** What a portal prints between a title and its text. */
const about =
  /^(?:来源|信息来源|文章来源|作者|责任编辑|发布时间|发布日期|发文日期|成文日期|发布机构|发布单位|索引号|信息索引|浏览次数|浏览量|阅读次数|点击数|点击量|访问量|访问次数|字体|字体大小|字号|分享到?|打印)[:：]/
const neighbours = /^(?:上|下)一(?:篇|条)(?:[:：]|$)/
const tools = /^[[【(]?(?:打印|关闭|分享到|收藏|返回顶部|返回列表|扫一扫)[^。，,]{0,20}$/
const others = /^(?:相关(?:文档|文章|链接|阅读|新闻|信息|稿件|附件)|延伸阅读|热点推荐):?$/
const imprint =
  /^\(?(?:责任编辑|主办|主办单位|承办|承办单位|版权所有)[:：]|ICP备\d|公网安备|网站标识码/
const LONGEST = 120

/** The lines of an opening without those that a portal put there: who published it when, read how often. */
export const withoutChrome = (lines: readonly Line[]): readonly Line[] =>
  lines.filter((line) => !about.test(wordsOf(line)))

/** The lines before the page's own end: the articles beside this one, its tools, its imprint. */
export function beforeChrome(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((line) => {
    const words = wordsOf(line)
    return [neighbours, tools, others, imprint].some((pattern) => pattern.test(words))
  })
  return end < 0 ? lines : lines.slice(0, end)
}

const wordsOf = ({ kind, pieces }: Line): string => {
  const text = kind === 'prose' ? pieces.map((piece) => piece.text).join('') : ''
  return text.length > LONGEST ? '' : squeeze(text)
}
