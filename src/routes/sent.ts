import type { FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import {
  excelType,
  oldExcelType,
  oldWordType,
  pdfType,
  readTypes,
  rtfType,
  unknownType,
  wordType,
} from '../documents/media-types.ts'
import type { Content } from '../reports/content.ts'
import { answerExamples } from '../schemas/answer-examples.ts'
import { ContentInput } from '../schemas/content.ts'
import type { Sent } from '../services/receive.ts'

/** Documents that are text, as they were filed when the examples were recorded. */
const originals = answerExamples['getOriginal']?.[200] ?? {}

const document = (type: string) => {
  const example = originals[type]
  return Type.Unsafe<Buffer>({
    type: 'string',
    format: 'binary',
    ...(example === undefined ? {} : { examples: [example] }),
    ...(type in takenFrom ? { description: takenFrom[type] } : {}),
  }) as TSchema
}

/** What a document that is no text has to hold. */
const takenFrom: Readonly<Record<string, string>> = {
  [wordType]: 'A Word document (.docx): the form of `getForm`, or whatever the agency wrote itself',
  [excelType]:
    'A workbook (.xlsx): the form of `getForm`, filled in, or whatever the agency wrote itself, the tables on one sheet or several. Each cell read or refused is named by its sheet and address; hidden sheets and columns are passed over, figures in hidden rows are refused',
  [oldWordType]: 'A document of Word 97 to 2003 (.doc), or of WPS (.wps)',
  [rtfType]: 'A document in Rich Text Format, often named .doc',
  [oldExcelType]: 'A workbook of Excel 97 to 2003 (.xls), or of WPS (.et)',
  [pdfType]: 'A PDF that holds text; one of pictures alone is refused as `unreadable-document`',
  [unknownType]: 'Any of these, where the sender does not know which: the bytes say it',
}

/** A body that is a report: JSON in its format, or a document. */
export const reportBody = {
  content: {
    'application/json': { schema: ContentInput as TSchema },
    ...Object.fromEntries(readTypes.map((type) => [type, { schema: document(type) }])),
  },
}

/** The report as it was sent. */
export function sentIn({ body, headers }: FastifyRequest): Sent {
  if (Buffer.isBuffer(body)) return { document: body, mediaType: headers['content-type'] ?? '' }
  return { content: body as Content }
}
