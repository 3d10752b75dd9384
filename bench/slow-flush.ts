import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../src/project-root.ts'

/**
 * The environment of a server whose disk takes so many milliseconds longer to flush (Linux, with a
 * C compiler): what a virtual disk keeps in its host's memory, another has to write.
 */
export function slowFlush(milliseconds: number, folder: string): NodeJS.ProcessEnv {
  if (milliseconds === 0) return {}
  const library = join(folder, 'slow-flush.so')
  const source = join(projectRoot, 'bench', 'slow-flush.c')
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'])
  return { LD_PRELOAD: library, FLUSH_US: String(Math.round(milliseconds * 1000)) }
}
