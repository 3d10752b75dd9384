import type { DefaultTreeAdapterTypes } from 'parse5'

export type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

/** A cell with more than this is page layout, not a cell of a form. */
const LONGEST_CELL = 400

/** Tables that hold tables, or cells too long for a form, only arrange the page. */
export function isLayout(table: Element): boolean {
  const inside = [...elementsIn(table)]
  if (inside.some(({ tagName }) => tagName === 'table')) return true
  return inside.some(
    (element) =>
      (element.tagName === 'td' || element.tagName === 'th') &&
      textOf(element).replace(/\s/g, '').length > LONGEST_CELL,
  )
}

/** Whether the page says not to show it, or strikes it out. */
export function isHidden({ attrs }: Element): boolean {
  // WeChat hides its article until a script has run.
  if (attrs.some(({ name, value }) => name === 'id' && value === 'js_content')) return false
  return attrs.some(
    ({ name, value }) =>
      name === 'hidden' || (name === 'style' && hiding.test(value.slice(0, 1000))),
  )
}

const hiding =
  /display\s*:\s*none|visibility\s*:\s*hidden|text-decoration[^;:]{0,10}:[^;]{0,40}line-through/i

/** Whether an element is a field of a form that shows a line of text. */
export const isField = (element: Element): boolean =>
  element.tagName === 'input' && /^(?:text|number|)$/i.test(attributeOf(element, 'type') ?? '')

/** Whether an element is a picture, or shows another file; what is a few dots wide is neither. */
export const isPicture = (element: Element): boolean =>
  pictures.has(element.tagName) &&
  ['width', 'height'].every((side) => Number(attributeOf(element, side) ?? FEW_DOTS) >= FEW_DOTS)

const pictures = new Set(['img', 'svg', 'canvas', 'object', 'embed', 'iframe'])
const FEW_DOTS = 8

/** What a field shows. */
export const shownIn = (element: Element): string => attributeOf(element, 'value') ?? ''

const attributeOf = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((attr) => attr.name === name)?.value

/** Whether a text stands above or below the line, as the mark of a note does. */
export const isRaised = (text: DefaultTreeAdapterTypes.TextNode): boolean => {
  let node = text.parentNode
  for (let up = 0; up < 4 && node !== null && 'tagName' in node; up++) {
    if (node.tagName === 'sup' || node.tagName === 'sub') return true
    node = node.parentNode
  }
  return false
}

/** Every element below one, in order. */
export function* elementsIn({ childNodes }: Pick<Element, 'childNodes'>): Generator<Element> {
  for (const child of childNodes) {
    if (!('tagName' in child)) continue
    yield child
    yield* elementsIn(child)
  }
}

/** The words of an element, as they stand in the source. */
export const textOf = (element: Element): string =>
  element.childNodes
    .map((child) => ('value' in child ? child.value : 'tagName' in child ? textOf(child) : ''))
    .join('')

/** The innermost element around all tables of figures; what comes after it is the page's own. */
export function contentOf(tables: readonly Element[]): Element | undefined {
  const [first, ...others] = tables
  if (first === undefined || others.length === 0) return undefined
  return ancestorsOf(first).find((element) =>
    others.every((other) => ancestorsOf(other).includes(element)),
  )
}

function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = []
  for (let node = element.parentNode; node !== null && 'tagName' in node; node = node.parentNode) {
    found.push(node)
  }
  return found
}

/** Where an element ends in the source; no element ends nowhere. */
export const endOf = (element: Element | undefined): number =>
  element?.sourceCodeLocation?.endOffset ?? Number.POSITIVE_INFINITY
