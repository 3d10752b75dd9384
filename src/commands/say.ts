import { clearProgress } from './progress.ts'

/** Prints a line for people. Whoever reads it may stop reading: `| head` is no error. */
export const say = (line: string): void => {
  clearProgress()
  process.stdout.write(`${line}\n`)
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
