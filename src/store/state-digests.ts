import { hash } from 'node:crypto'
import { canonicalise } from '../reports/canonical.ts'
import type { Database } from './open.ts'

/**
 * SHA-256 of whatever a subject of the log is at this moment: a report's life with all that ever
 * stood and was answered, an entry of the register, a client, a receipt key; null for what is not
 * there. `verify` takes the same digests anew, so a row that was altered behind the log shows.
 */
export function stateDigests(database: Database) {
  const report = database.prepare<[string, number], { id: number }>(
    `select id, state, revision, version, late, submitted_at, submitted_by, returned, updated_at,
       public_url
     from report where agency = ? and year = ?`,
  )
  const standings = database.prepare<[number]>(
    'select basis, revision, late, since, until from standing where report = ? order by basis, since',
  )
  const answers = database.prepare<[number]>(
    `select fingerprint, kind, text, client, at from answer where report = ?
     order by fingerprint, kind`,
  )
  const remarks = database.prepare<[number]>(
    'select revision, action, place, text, client, at from remark where report = ? order by id',
  )
  const exemptions = database.prepare<[string]>(
    `select year, since, until, reason, client from exemption where agency = ?
     order by year, since`,
  )
  const window = database.prepare<[string, number]>(
    `select opens, departments, governments, closes, reason from filing_window
     where region = ? and year = ?`,
  )
  const extension = database.prepare<[string, number]>(
    'select due, open_until, reason from extension where agency = ? and year = ?',
  )
  const agency = database.prepare<[string], object>(
    `select name, kind, region, uscc, aliases, rule_making, counts, valid_from, valid_to,
       predecessors from agency where id = ?`,
  )
  const agencyHistory = database.prepare<[string]>(
    `select since, until, name, kind, region, counts, valid_from, valid_to from agency_history
     where id = ? order by since`,
  )
  const region = database.prepare<[string], object>(
    'select name, parent from region where code = ?',
  )
  const regionHistory = database.prepare<[string]>(
    'select since, until, name, parent from region_history where code = ? order by since',
  )
  const client = database.prepare<[string]>(
    `select name, role, lower(hex(secret_hash)) as secret_hash, agencies, region, created_at,
       expires_at, revoked_at from client where id = ?`,
  )
  const receiptKey = database.prepare<[string]>(
    'select lower(hex(key)) as key, created_at, retired_at from receipt_key where id = ?',
  )

  const activations = database.prepare<[]>(
    'select since, ruleset, client, reason from activation order by since',
  )

  function reportState(agencyId = '', year = ''): unknown {
    const row = report.get(agencyId, Number(year))
    if (row === undefined) return undefined
    const { id, ...life } = row
    return {
      standings: standings.all(id),
      answers: answers.all(id),
      remarks: remarks.all(id),
      ...life,
    }
  }

  return (subject: string): Buffer | null => {
    const [kind = '', id = '', year] = subject.split(':')
    const state = read(kind, id, year)
    if (state === undefined) return null
    return hash('sha256', canonicalise(state), 'buffer')
  }

  function read(kind: string, id: string, year: string | undefined): unknown {
    switch (kind) {
      case 'report':
        return reportState(id, year)
      case 'agency':
        return withHistory(agency.get(id), [...agencyHistory.all(id), ...exemptions.all(id)])
      case 'window':
        return window.get(id, Number(year))
      case 'extension':
        return extension.get(id, Number(year))
      case 'region':
        return withHistory(region.get(id), regionHistory.all(id))
      case 'client':
        return client.get(id)
      case 'receipt-key':
        return receiptKey.get(id)
      case 'ruleset':
        return activations.all()
      default:
        throw new Error(`The log knows no subject such as ${kind}`)
    }
  }
}

const withHistory = (entry: object | undefined, history: unknown[]) =>
  entry === undefined ? undefined : { history, ...entry }
