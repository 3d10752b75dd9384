import { SaxesParser } from 'saxes'
import { UnreadableDocument } from '../reading.ts'

/** What a reader of XML listens to. Names are as written, prefixes included. */
export interface Listener {
  open(name: string, attributes: Readonly<Record<string, string>>, parent: string): void
  close(name: string): void
  text(text: string): void
}

const DEEPEST = 300

/** Walks XML. A document type is refused, so there are no entities to expand. */
export function walkXml(xml: string, listener: Listener): void {
  const parser = new SaxesParser()
  const path: string[] = []
  parser.on('doctype', () => {
    throw damaged()
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length >= DEEPEST) throw damaged()
    listener.open(name, attributes as Record<string, string>, path.at(-1) ?? '')
    path.push(name)
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    listener.close(name)
  })
  parser.on('text', (text) => listener.text(text))
  parser.on('cdata', (text) => listener.text(text))
  parser.on('error', () => {
    throw damaged()
  })
  parser.write(xml).close()
}

const damaged = () =>
  new UnreadableDocument('damaged', {
    zh: '文件中的 XML 有错误或含有实体定义，不能读取',
    en: 'The XML inside the file is malformed or defines entities, and is not read',
  })
