import type { Fault } from '../errors.ts'
import type { Text } from '../reports/text.ts'

/** The members of a JSON Schema that messages speak of. */
export interface SchemaNode {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly examples?: readonly unknown[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly anyOf?: readonly SchemaNode[]
  readonly oneOf?: readonly SchemaNode[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: SchemaNode
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly discriminator?: { readonly propertyName: string }
}

/** One complaint of the validator, in JSON Schema's own words. */
interface Complaint {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: object
}

/** One fault for each member that is wrong, with what was expected in both languages. */
export function faultsOf(schema: SchemaNode, complaints: readonly Complaint[], at: Place): Fault[] {
  const faults = new Map<string, Fault>()
  for (const { keyword, instancePath, schemaPath, params } of complaints) {
    if (keyword === 'additionalProperties') continue
    if (keyword === 'required') {
      for (const name of (params as { requiredProperties?: readonly string[] })
        .requiredProperties ?? []) {
        const path = `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
        faults.set(path, fault(at, path, 'required', { zh: '缺少此项', en: 'is required' }))
      }
      continue
    }
    if (faults.has(instancePath)) continue
    const wanted = expectation(nodeAt(schema, instancePath))
    const unknown =
      keyword === 'boolean' || (keyword === 'false' && schemaPath.endsWith('additionalProperties'))
    faults.set(
      instancePath,
      unknown
        ? fault(at, instancePath, 'unknown', {
            zh: '没有此项，请核对名称',
            en: 'is not known here; check the name',
          })
        : fault(at, instancePath, keyword, { zh: `应为${wanted.zh}`, en: `must be ${wanted.en}` }),
    )
  }
  return [...faults.values()]
}

/** Whether it is the body, the address or the headers that are looked at. */
export type Place = 'pointer' | 'parameter' | 'header'

const fault = (at: Place, path: string, code: string, message: Text): Fault =>
  at === 'pointer'
    ? { pointer: path, code, message }
    : { [at]: path.split('/')[1] ?? '', code, message }

/** The schema of the member at a JSON Pointer, as far as objects and lists lead. */
function nodeAt(schema: SchemaNode, pointer: string): SchemaNode {
  let node = schema
  for (const raw of pointer.split('/').slice(1)) {
    const name = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    const object =
      node.properties === undefined ? node.anyOf?.find((branch) => branch.properties) : node
    node = object?.properties?.[name] ?? node.items ?? {}
  }
  return node
}

/** What a schema accepts, in words. */
function expectation(node: SchemaNode): Text {
  const branches = node.anyOf ?? node.oneOf
  if (branches !== undefined) {
    const words = branches.map(expectation)
    return {
      zh: words.map(({ zh }) => zh).join('，或'),
      en: words.map(({ en }) => en).join(', or '),
    }
  }
  if (node.const !== undefined) return same(JSON.stringify(node.const))
  if (node.enum !== undefined) {
    const known = node.enum.map((value) => JSON.stringify(value)).join(', ')
    return { zh: ` ${known} 之一`, en: `one of ${known}` }
  }
  const { minimum, maximum } = node
  const range: Text = {
    zh: `${minimum === undefined ? '' : `不小于 ${minimum} `}${maximum === undefined ? '' : `不大于 ${maximum} `}`,
    en: `${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` up to ${maximum}`}`,
  }
  switch (node.type) {
    case 'integer':
      return { zh: `${range.zh}的整数`, en: `a whole number${range.en}` }
    case 'number':
      return { zh: `${range.zh}的数`, en: `a number${range.en}` }
    case 'null':
      return { zh: ' null（未填）', en: 'null (not stated)' }
    case 'boolean':
      return { zh: ' true 或 false', en: 'true or false' }
    case 'array':
      return lengthOfList(node)
    case 'object':
      return { zh: '对象', en: 'an object' }
    default:
      if (node.pattern === NOT_BLANK) return notBlank(lengthOf(node))
      return node.pattern === undefined ? lengthOf(node) : likeness(node.pattern, node.examples)
  }
}

function lengthOfList({ minItems = 0, maxItems }: SchemaNode): Text {
  if (maxItems === undefined && minItems === 0) return { zh: '列表', en: 'a list' }
  if (maxItems === undefined) {
    return { zh: `至少 ${minItems} 项的列表`, en: `a list of at least ${minItems}` }
  }
  return {
    zh: ` ${minItems} 至 ${maxItems} 项的列表`,
    en: `a list of ${minItems} to ${maxItems}`,
  }
}

function lengthOf({ minLength = 0, maxLength }: SchemaNode): Text {
  if (maxLength === undefined && minLength === 0) return { zh: '文本', en: 'a text' }
  if (maxLength === undefined)
    return {
      zh: `至少 ${minLength} 个字符的文本`,
      en: `a text of at least ${minLength} characters`,
    }
  return {
    zh: ` ${minLength} 至 ${maxLength} 个字符的文本`,
    en: `a text of ${minLength} to ${maxLength} characters`,
  }
}

const NOT_BLANK = '\\S'

const notBlank = ({ zh, en }: Text): Text => ({ zh: `${zh}，不能只有空白`, en: `${en}, not blank` })

/** By an example; the pattern itself is said where it can be read. */
function likeness(pattern: string, examples: readonly unknown[] = []): Text {
  const rule = examples.length === 0 || pattern.length <= READABLE ? pattern : ''
  const known = examples.map(String).join(', ')
  if (known === '') return { zh: `形如 ${rule} 的文本`, en: `a text like ${rule}` }
  const more = rule === '' ? { zh: '', en: '' } : { zh: `（${rule}）`, en: ` (${rule})` }
  return { zh: `形如 ${known} 的文本${more.zh}`, en: `a text such as ${known}${more.en}` }
}

const READABLE = 40

const same = (text: string): Text => ({ zh: ` ${text}`, en: text })
