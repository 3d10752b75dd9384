import { type TSchema, Type } from 'typebox'
import { type Fault, Problem } from '../errors.ts'
import { parseJson } from '../plugins/json-body.ts'
import { Misfit, validatorCompiler } from '../plugins/validation.ts'
import { itemMembers, setItemMembers } from '../schemas/batch.ts'
import { ContentInput } from '../schemas/content.ts'
import { closed } from '../schemas/named.ts'
import type { BatchItem } from '../services/batch.ts'
import type { SetItem } from '../services/validate-set.ts'

type Check = (value: unknown) => { error?: Error }

const checkFor = (schema: TSchema): Check =>
  validatorCompiler({ schema: schema as never, httpPart: 'body', method: '', url: '' }) as Check

const checkMembers = (members: Record<string, TSchema>): Check =>
  checkFor(closed({ ...members, content: Type.Optional(Type.Unknown()) }))
const checkBatchItem = checkMembers(itemMembers)
const checkSetItem = checkMembers(setItemMembers)
const checkContent = checkFor(ContentInput as TSchema)

/** Reads a line of a batch as strictly as the body of a PUT; pointers are relative to the line. */
export const parseBatchLine = (line: Buffer): BatchItem =>
  itemFrom<BatchItem>(parseJson(line), checkBatchItem)

/** A report of a set, as strictly; pointers are relative to the item. */
export const setItemFrom = (value: unknown): SetItem => itemFrom<SetItem>(value, checkSetItem)

function itemFrom<Item extends BatchItem | SetItem>(value: unknown, check: Check): Item {
  const isItem = typeof value === 'object' && value !== null && !Array.isArray(value)
  const faults = [...faultsIn(check(value), ''), ...(isItem ? within(value as Item) : [])]
  if (faults.length > 0) throw new Misfit('body', faults)
  return value as Item
}

/** What is wrong with the report itself: of content and document there is one, and it is whole. */
function within({ content, document, mediaType }: BatchItem | SetItem): Fault[] {
  if ((content === undefined) === (document === undefined)) return ONE
  if (content !== undefined) return faultsIn(checkContent(content), '/content')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(document ?? '')) return BASE64
  return mediaType === undefined ? MEDIA_TYPE : []
}

function faultsIn({ error }: { error?: Error }, at: string): Fault[] {
  if (error === undefined) return []
  if (!(error instanceof Misfit)) throw new Problem('internal')
  return error.faults.map((fault) => ({ ...fault, pointer: `${at}${fault.pointer ?? ''}` }))
}

const fault = (pointer: string, code: string, zh: string, en: string): Fault[] => [
  { pointer, code, message: { zh, en } },
]
const ONE = fault(
  '/content',
  'required',
  'content 与 document 须有且只有其一',
  'exactly one of content and document must be there',
)
const BASE64 = fault('/document', 'format', '应为 Base64', 'must be Base64')
const MEDIA_TYPE = fault('/mediaType', 'required', '缺少此项', 'is required')
