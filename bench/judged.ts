/**
 * How the narrative is judged where somebody else has judged it before: `npm run bench -- judged
 * [--misses]`. Precision is the share of accusations that are right, recall the share of what is
 * wrong, or right, that is said to be so.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Claim } from '../src/narrative/claim.ts'
import { claimsIn } from '../src/narrative/claims.ts'
import { projectRoot } from '../src/project-root.ts'
import { type Judged, judgedIn, type Mark } from './judged-batch.ts'
import { say } from './timing.ts'

const { values } = parseArgs({ options: { misses: { type: 'boolean', default: false } } })

for (const batch of ['held-back', 'learnt-from']) {
  const text = readFileSync(join(projectRoot, 'bench/judged', `${batch}.txt`), 'utf8')
  measure(batch, [...judgedIn(text)])
}

function measure(batch: string, passages: readonly Judged[]): void {
  const counted = { accused: 0, justly: 0, wrong: 0, found: 0, right: 0, confirmed: 0 }
  for (const passage of passages) {
    const { report, year, filer, lastYear, marks } = passage
    const context = { year, filer, ...(lastYear === undefined ? {} : { lastYear }) }
    const claims = claimsIn(report, context)
    const accused = claims.filter(({ verdict }) => verdict === 'contradicted')
    for (const claim of accused) {
      const about = marks.filter((mark) => touches(claim, mark) && mark.verdict !== 'right')
      if (about.some(({ verdict }) => verdict === 'either')) continue
      counted.accused++
      if (about.length > 0) counted.justly++
      else miss('wrongly accused', passage, claim.figures[0] ?? claim)
    }
    for (const mark of marks) {
      if (mark.verdict === 'either') continue
      const sought = mark.verdict === 'wrong' ? 'contradicted' : 'supported'
      const said = claims.some((claim) => claim.verdict === sought && touches(claim, mark))
      counted[mark.verdict]++
      if (said) counted[mark.verdict === 'wrong' ? 'found' : 'confirmed']++
      else miss(mark.verdict === 'wrong' ? 'not noticed' : 'not confirmed', passage, mark)
    }
  }
  const { accused, justly, wrong, found, right, confirmed } = counted
  say(
    `${batch.padEnd(12)} ${passages.length} passages  accusations ${share(justly, accused)}  ` +
      `errors found ${share(found, wrong)}  confirmed ${share(confirmed, right)}`,
  )
}

function touches({ figures, start, end }: Claim, mark: Mark): boolean {
  const places = figures.length > 0 ? figures : [{ start, end }]
  return places.some((place) => place.start < mark.end && mark.start < place.end)
}

function miss(what: string, { id, text }: Judged, at: { start: number; end: number }): void {
  if (values.misses) say(`  ${what} 「${text.slice(at.start, at.end)}」 ${id} ${text}`)
}

function share(some: number, all: number): string {
  return all === 0 ? '0/0' : `${some}/${all} = ${(some / all).toFixed(3)}`
}
