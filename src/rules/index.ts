import { balanceMismatch } from './balance-mismatch.ts'
import { blankCell } from './blank-cell.ts'
import { carryOverMismatch } from './carry-over-mismatch.ts'
import { copiedText } from './copied-text.ts'
import { disputesWithoutRequests } from './disputes-without-requests.ts'
import { lateFiling } from './late-filing.ts'
import { missingElement } from './missing-element.ts'
import { missingSection } from './missing-section.ts'
import { narrativeContradictsTable } from './narrative-contradicts-table.ts'
import { narrativeSumMismatch } from './narrative-sum-mismatch.ts'
import { powerNotHeld } from './power-not-held.ts'
import { rollUpMismatch } from './roll-up-mismatch.ts'
import type { Rule } from './rule.ts'
import { sharpChange } from './sharp-change.ts'
import { statedChangeMismatch } from './stated-change-mismatch.ts'
import { stockMismatch } from './stock-mismatch.ts'
import { templateDebris } from './template-debris.ts'
import { totalMismatch } from './total-mismatch.ts'
import { unlikelyFee } from './unlikely-fee.ts'
import { unlikelyZero } from './unlikely-zero.ts'
import { wrongDate } from './wrong-date.ts'
import { wrongFormat } from './wrong-format.ts'
import { wrongNumbering } from './wrong-numbering.ts'
import { wrongTitle } from './wrong-title.ts'

/** The edition of the catalogue that speaks until another is put in force (docs/adr/0040). */
export const rulesetVersion = '2026.1'

/** Every rule: can it be read, does it add up, can it be true. */
export const rules: readonly Rule[] = [
  // Syntactical
  wrongFormat,
  missingSection,
  missingElement,
  wrongTitle,
  wrongDate,
  wrongNumbering,
  templateDebris,
  blankCell,
  // Arithmetic
  totalMismatch,
  balanceMismatch,
  carryOverMismatch,
  stockMismatch,
  rollUpMismatch,
  // Quality
  powerNotHeld,
  disputesWithoutRequests,
  narrativeContradictsTable,
  narrativeSumMismatch,
  statedChangeMismatch,
  sharpChange,
  unlikelyZero,
  unlikelyFee,
  copiedText,
  lateFiling,
]

export const ruleOf = (id: string): Rule | undefined => rules.find((rule) => rule.id === id)

/** Checks of an official that are no rule of a report, and what answers them instead. */
export const elsewhere: Readonly<Record<string, string>> = {
  'LC-MISS': 'coverage: expected filers less those who filed',
  'LC-DUP': 'a unique key of the store: one report for an agency and year',
}
