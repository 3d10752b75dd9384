import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import {
  csvType,
  excelType,
  htmlType,
  ndjsonType,
  oldExcelType,
  oldWordType,
  packageType,
  pdfType,
  rtfType,
  sdmxType,
  textType,
  unknownType,
  wordType,
} from '../documents/media-types.ts'
import { printers } from '../documents/print/index.ts'
import { acceptedOf } from '../plugins/accept.ts'
import { wrongParameter } from '../services/wrong-parameter.ts'

export const jsonType = 'application/json'

/** What a medium is called in an address, where a link in a page cannot set Accept. */
const names = {
  json: jsonType,
  html: htmlType,
  docx: wordType,
  xlsx: excelType,
  csv: csvType,
  ndjson: ndjsonType,
  sdmx: sdmxType,
  datapackage: packageType,
}
type Name = keyof typeof names

/** The parameter `as`: one of these media, whatever Accept says. */
export const asParameter = (...known: readonly Name[]) =>
  Type.Optional(
    Type.Unsafe<Name>({
      type: 'string',
      enum: known,
      description: 'The medium, for links that cannot set Accept; it goes before Accept',
    }),
  )

export const viewParameter = (...known: readonly string[]) =>
  Type.Optional(
    Type.Unsafe<string>({
      type: 'string',
      enum: known,
      description:
        'HTML: `page` (usual) or `fragment` without styles of its own. CSV: `long` (usual, a record for each cell) or `wide` (a column for each cell)',
    }),
  )

/** The medium that is asked for, of those a route has; of equally welcome ones the first. */
export const mediaTypeFor = (
  { headers }: Pick<FastifyRequest, 'headers'>,
  as: Name | undefined,
  known: readonly string[],
): string => (as === undefined ? acceptedOf(headers.accept, known) : names[as])

/** Refuses a view that the medium does not have. */
export function mustHaveView(mediaType: string, view: string | undefined): void {
  const views = printers[mediaType]?.views ?? []
  if (view === undefined || views.includes(view)) return
  throw wrongParameter('view', `${mediaType} 没有此种形式`, `is not a view of ${mediaType}`, 'enum')
}

/** What bytes hold that no example can show. */
const held: Readonly<Record<string, string>> = {
  [wordType]: 'A Word document (.docx)',
  [excelType]:
    'A workbook (.xlsx): the tables on the official grid, a sheet each; text on the first',
  [oldWordType]: 'A document of Word 97 to 2003 (.doc)',
  [oldExcelType]: 'A workbook of Excel 97 to 2003 (.xls)',
  [rtfType]: 'A document in Rich Text Format (.rtf)',
  [pdfType]: 'A PDF',
  [unknownType]: 'Of what kind its sender did not say',
}
const Bytes = (type: string) =>
  Type.Unsafe<Buffer>({ type: 'string', format: 'binary', description: held[type] }) as TSchema
const Text = Type.String() as TSchema

/** The content of an answer that comes in several media; JSON where it has a schema. */
export const inMedia = (description: string, types: readonly string[], json?: TSchema) => ({
  description,
  content: {
    ...(json && { [jsonType]: { schema: json } }),
    ...Object.fromEntries(
      types.map((type) => [type, { schema: type.startsWith('text/') ? Text : Bytes(type) }]),
    ),
  },
})

const extensions: Readonly<Record<string, string>> = {
  [jsonType]: 'json',
  [htmlType]: 'html',
  [textType]: 'txt',
  [csvType]: 'csv',
  [pdfType]: 'pdf',
  [wordType]: 'docx',
  [excelType]: 'xlsx',
  [oldWordType]: 'doc',
  [oldExcelType]: 'xls',
  [rtfType]: 'rtf',
  [ndjsonType]: 'ndjson',
  [sdmxType]: 'sdmx.csv',
  [packageType]: 'datapackage.json',
}

/** The Content-Type of an answer in a medium: what is text says in which encoding. */
export const contentTypeOf = (mediaType: string): string =>
  mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType

/** How the name of a file in a medium ends. */
export const extensionOf = (mediaType: string): string =>
  extensions[mediaType.split(';')[0] ?? ''] ?? 'bin'

/** A file to be saved: a name any program takes, and the real one (RFC 6266, RFC 8187). */
export function attachment(mediaType: string, plain: string, name = plain): string {
  const extension = extensionOf(mediaType)
  // What no file system takes, and what would end the header or name a folder.
  const words = name.replace(/[\p{C}\\/:*?"<>|]+/gu, ' ').trim()
  const safe = [...words].slice(0, 100).join('')
  const encoded = encodeURIComponent(`${safe || plain}.${extension}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}.${extension}"; filename*=UTF-8''${encoded}`
}
