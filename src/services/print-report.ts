import { createHash } from 'node:crypto'
import { printForm, printReport } from '../documents/index.ts'
import { JobFailed } from '../documents/lane.ts'
import type { About } from '../documents/print/printer.ts'
import { usualTitle } from '../documents/print/printer.ts'
import type { Agency } from '../store/agency-store.ts'
import { reportOf } from './assess.ts'
import type { Found } from './get-report.ts'
import type { Prefill } from './prefill.ts'
import { busy } from './receive.ts'
import type { Service } from './service.ts'

/** A document as it is sent; the tag is of the bytes themselves. */
export interface Printed {
  readonly bytes: Buffer
  readonly etag: string
  /** SHA-256. */
  readonly digest: Buffer
  /** Without the extension. */
  readonly name: string
}

/** Prints a report in a medium and one of its views. */
export async function printFound(
  { store }: Service,
  { head, revision }: Found,
  mediaType: string,
  view?: string,
): Promise<Printed> {
  const about = aboutOf(store.register.findAgency(head.agency), head)
  const key = [revision.digest.toString('hex'), JSON.stringify(about), mediaType, view].join('|')
  const report = reportOf(revision)
  const name = report.title ?? usualTitle(about)
  return { name, ...(await once(key, () => printReport(report, about, mediaType, view))) }
}

/** Prints the form to be filled in, what is known already in its place. */
export async function printPrefilled(
  { agency, year, report }: Prefill,
  mediaType: string,
): Promise<Printed> {
  const about = aboutOf(agency, { agency: agency.id, year })
  const bytes = await print(() => printForm(report, about, mediaType))
  return { name: `${usualTitle(about)}（填报表）`, ...bytesOf(bytes) }
}

export const aboutOf = (
  agency: Agency | undefined,
  { agency: id, year }: { readonly agency: string; readonly year: number },
): About => ({ agencyId: id, agency: agency?.name ?? id, year })

const MOST_KEPT = 32 * 2 ** 20
const kept = new Map<string, Omit<Printed, 'name'>>()
let size = 0

/** Prints each document once while it is asked for: keys name everything that is printed. */
async function once(key: string, make: () => Promise<Buffer>) {
  const known = kept.get(key)
  if (known !== undefined) return known
  const bytes = await print(make)
  const printed = bytesOf(bytes)
  if (!kept.has(key)) {
    kept.set(key, printed)
    size += bytes.length
  }
  for (const [oldest, { bytes }] of kept) {
    if (size <= MOST_KEPT) break
    kept.delete(oldest)
    size -= bytes.length
  }
  return printed
}

async function print(make: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await make()
  } catch (error) {
    throw error instanceof JobFailed ? busy() : error
  }
}

function bytesOf(bytes: Buffer): Omit<Printed, 'name'> {
  const digest = createHash('sha256').update(bytes).digest()
  return { bytes, digest, etag: `"${digest.toString('base64url').slice(0, 22)}"` }
}
