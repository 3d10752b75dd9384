import { SaxesParser } from 'saxes'
import { UnreadableDocument } from './reading.ts'

/** What a reader of XML listens to. */
export interface Listener {
  open?(name: string, attributes: Readonly<Record<string, string>>, parent: string): void
  close?(name: string): void
  text?(text: string): void
}

const DEEPEST = 300

/**
 * Walks XML, names as written, prefixes included. A document type is refused, so there are no
 * entities to expand.
 */
export function walkXml(xml: string, { open, close, text }: Listener): void {
  const parser = new SaxesParser()
  const path: string[] = []
  parser.on('doctype', () => {
    throw damaged()
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length >= DEEPEST) throw damaged()
    open?.(name, attributes as Record<string, string>, path.at(-1) ?? '')
    path.push(name)
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    close?.(name)
  })
  if (text !== undefined) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.on('error', () => {
    throw damaged()
  })
  parser.write(xml).close()
}

/** The same with the prefixes of element names left out: some programs write them, others do not. */
export const walkUnprefixed = (xml: string, { open, close, text }: Listener): void =>
  walkXml(xml, {
    ...(open && { open: (name, attributes, parent) => open(bare(name), attributes, bare(parent)) }),
    ...(close && { close: (name) => close(bare(name)) }),
    ...(text && { text }),
  })

const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

const damaged = () =>
  new UnreadableDocument('damaged', {
    zh: '文件中的 XML 有错误或含有实体定义，不能读取',
    en: 'The XML inside the file is malformed or defines entities, and is not read',
  })
