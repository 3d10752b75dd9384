import { createHash } from 'node:crypto'
import { printForm, printReport } from '../documents/index.ts'
import { JobFailed } from '../documents/lane.ts'
import { type About, usualTitle } from '../documents/print/printer.ts'
import type { Agency } from '../store/agency-store.ts'
import { reportOf } from './assess.ts'
import type { Found } from './get-report.ts'
import { kept } from './kept.ts'
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
  return { name, ...(await printedOnce(key, () => printReport(report, about, mediaType, view))) }
}

/** Prints the form to be filled in, what is known already in its place. */
export async function printPrefilled(
  { agency, year, report }: Prefill,
  mediaType: string,
): Promise<Printed> {
  const about = aboutOf(agency, { agency: agency.id, year })
  const bytes = await unlessBusy(() => printForm(report, about, mediaType))
  return { name: `${usualTitle(about)}（填报表）`, ...tagged(bytes) }
}

export const aboutOf = (
  agency: Agency | undefined,
  { agency: id, year }: { readonly agency: string; readonly year: number },
): About => ({ agencyId: id, agency: agency?.name ?? id, year })

/** What was printed, by everything that decides it: nothing is printed twice while it is asked for. */
const printed = kept<Omit<Printed, 'name'>>(32 * 2 ** 20, ({ bytes }) => bytes.length)

async function printedOnce(key: string, make: () => Promise<Buffer>) {
  const known = printed.get(key)
  if (known !== undefined) return known
  const made = tagged(await unlessBusy(make))
  printed.put(key, made)
  return made
}

/** Prints; throws a Problem where the thread that does it cannot now. */
export async function unlessBusy(print: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await print()
  } catch (error) {
    throw error instanceof JobFailed ? busy() : error
  }
}

function tagged(bytes: Buffer): Omit<Printed, 'name'> {
  const digest = createHash('sha256').update(bytes).digest()
  return { bytes, digest, etag: `"${digest.toString('base64url').slice(0, 22)}"` }
}
