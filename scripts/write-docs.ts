import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { ownFolders, pages } from './pages.ts'

/** Writes every generated page, and removes the pages of what is gone. */
const written = pages()
for (const folder of ownFolders) mkdirSync(folder, { recursive: true })
for (const [path, page] of written) writeFileSync(path, page)
for (const folder of ownFolders) {
  for (const name of readdirSync(folder)) {
    if (!written.has(`${folder}/${name}`)) rmSync(`${folder}/${name}`)
  }
}
