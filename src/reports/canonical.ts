import { type Content, contentOf } from './content.ts'
import type { Report } from './report.ts'

/**
 * The filed body: RFC 8785 canonical JSON (members sorted by code unit, no white space), so that
 * anybody who holds the report can recompute the digest we keep.
 */
export const canonicalJson = (report: Report): string => canonicalise(contentOf(report))

/** RFC 8785 for values that came from JSON: strings are well formed, numbers finite. */
export function canonicalise(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalise).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = value as Record<string, unknown>
  const parts: string[] = []
  for (const key of Object.keys(members).sort()) {
    if (members[key] !== undefined)
      parts.push(`${JSON.stringify(key)}:${canonicalise(members[key])}`)
  }
  return `{${parts.join(',')}}`
}

/** The content of a filed body. */
export const contentFromBody = (body: Uint8Array): Content =>
  JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')) as Content
