import { acceptedPage, countAccepted } from './accepted-page.ts'
import { agencySums } from './agency-sums.ts'
import { contributionsAt } from './contributions.ts'
import { countFilers, listFilers } from './coverage-reads.ts'
import { exportPage } from './export-page.ts'
import type { Database } from './open.ts'
import { draftAt } from './provenance.ts'
import { reconcileAt } from './reconcile.ts'
import { recountYear } from './recount-year.ts'
import { searchReports } from './report-search.ts'
import { countAsOf } from './sums-as-of.ts'
import { verifyPart } from './verify.ts'

/** Reads that may take long, by name: run on a thread of their own, on a connection of their own. */
export const longReads = {
  agencySums,
  countAsOf,
  countFilers,
  listFilers,
  contributionsAt,
  draftAt,
  reconcileAt,
  exportPage,
  acceptedPage,
  countAccepted,
  recountYear,
  verifyPart,
  searchReports,
} satisfies Record<string, (database: Database, query: never) => unknown>

export type LongReads = typeof longReads
