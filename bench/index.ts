/** Runs one bench by its name (`npm run bench -- http`), or says which there are. */
const benches: Readonly<Record<string, string>> = {
  http: 'PUT and GET of an 8 KB report beside bare Fastify',
  middleware: 'what every request passes, beside bare Fastify',
  check: 'all rules on one report, and suspects over perturbed reports',
  claims: 'claims of one report, and of hostile text that doubles',
  judged: 'the narrative judged beside what somebody else said of it',
  read: 'reading text, HTML, Word and PDF beside their libraries',
  print: 'printing HTML, CSV, Word and Excel beside their libraries',
  documents: 'memory of a large Word file',
  acceptance: 'what roll-ups cost a submission, and a correction beside a first acceptance',
  search: 'searching 50,000 narratives',
  lists: 'lists of reports by every filter, at any depth',
  beside: 'other requests while a recount or an export of the nation is under way',
  sums: 'aggregates over a county, a province or a nation beside plain SQL, DuckDB, bare Fastify',
}

const [name = ''] = process.argv.slice(2)
if (name in benches) {
  process.argv.splice(2, 1)
  await import(new URL(`${name}.js`, import.meta.url).href)
} else {
  process.stdout.write('npm run bench -- NAME, where NAME is one of\n')
  for (const [known, what] of Object.entries(benches)) {
    process.stdout.write(`  ${known.padEnd(10)} ${what}\n`)
  }
  process.exitCode = name === '' ? 0 : 2
}
