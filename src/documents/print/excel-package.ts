import type { Blob } from 'node:buffer'
import type { Stream } from 'node:stream'
import type { Feature } from 'write-excel-file/node'
import {
  findElement,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
} from 'write-excel-file/utility'
import { refOf } from './excel-formula.ts'
import type { Drawn } from './excel-sheet.ts'
import type { Validation } from './excel-validation.ts'
import { escaped } from './legible.ts'

/**
 * What the library does not write itself: defined names, data validation, what formulas came to,
 * and a page that fits. All of it goes through the library's own hooks into the package's XML.
 */
export const packageOf = (sheets: readonly Drawn[]): Feature<Stream | Buffer | Blob> => ({
  files: {
    transform: {
      'xl/workbook.xml': {
        transform: (xml) => withNames(xml, sheets),
        transformElementAttributes: (tag, attributes) =>
          tag === 'calcPr' ? { ...attributes, fullCalcOnLoad: 1 } : attributes,
      },
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _, { sheetIndex }) => {
          const sheet = sheets[sheetIndex]
          return sheet === undefined ? xml : withParts(withCached(xml, sheet), sheet)
        },
      },
    },
  },
})

function withNames(xml: string, sheets: readonly Drawn[]): string {
  const names = sheets
    .flatMap(({ name, names }) => [...names].map(([of, ref]) => ({ of, name, ref })))
    .sort((a, b) => (a.of < b.of ? -1 : 1))
    .map(({ of, name, ref }) => {
      const target = `'${name.replaceAll("'", "''")}'!${ref}`
      return `<definedName name="${escaped(of)}">${escaped(target)}</definedName>`
    })
  const found = findElement(xml, 'definedNames')
  if (found === undefined) throw new Error('The workbook has no place for names')
  return replaceElement(xml, found, `<definedNames>${names.join('')}</definedNames>`)
}

/** A formula that came to nothing has an empty text, so that a blank is read as a blank. */
const withCached = (xml: string, { cached }: Drawn): string =>
  xml.replace(
    /<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*<\/f>)<\/c>/g,
    (_, ref: string, attributes: string, formula: string) => {
      const value = cached.get(ref) ?? null
      return value === null
        ? `<c r="${ref}"${attributes} t="str">${formula}<v></v></c>`
        : `<c r="${ref}"${attributes}>${formula}<v>${value}</v></c>`
    },
  )

function withParts(xml: string, { validations, landscape }: Drawn): string {
  const file = 'xl/worksheets/sheet{id}.xml'
  const order = getOrderOfSiblings(file, 'worksheet') ?? []
  const insert = (into: string, element: string) =>
    insertElementMarkupAccordingToOrderOfSiblings(into, element, order, 'worksheet')
  const orientation = landscape ? 'landscape' : 'portrait'
  let out = insert(xml, '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
  if (validations.length > 0) {
    out = insert(
      out,
      `<dataValidations count="${validations.length}">${validations.map(validation).join('')}</dataValidations>`,
    )
  }
  return insert(out, `<pageSetup paperSize="9" orientation="${orientation}" fitToHeight="0"/>`)
}

const validation = ({ first, last, rule }: Validation): string =>
  '<dataValidation type="custom" allowBlank="1" showInputMessage="1" showErrorMessage="1" ' +
  `errorTitle="填写有误" error="${escaped(rule.message)}" sqref="${refOf(first)}:${refOf(last)}">` +
  `<formula1>${escaped(rule.holds(refOf(first)))}</formula1></dataValidation>`
