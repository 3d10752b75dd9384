import { writeFileSync } from 'node:fs'
import { EXAMPLES, examplesModule } from './examples/module.ts'
import { recordedAnswers } from './examples/recorded.ts'

/** Writes what the service answers to the document's own examples, for the document to show. */
writeFileSync(EXAMPLES, examplesModule(await recordedAnswers()))
