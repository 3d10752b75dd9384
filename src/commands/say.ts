/** Prints a line for people. Whoever reads it may stop reading: `| head` is no error. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})
