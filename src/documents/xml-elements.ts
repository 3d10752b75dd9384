import { SaxesParser } from 'saxes'

/** What happens in an XML part, names without prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Walks an XML part. A document type is refused, so no entity is ever defined; faults throw. */
export function walkXml(xml: string, { open, text, close }: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('A document type is not allowed')
  })
  if (open) parser.on('opentag', (tag) => open(local(tag.name), tag.attributes))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', (tag) => close(local(tag.name)))
  parser.write(xml).close()
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
