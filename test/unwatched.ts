import Module, { syncBuiltinESMExports } from 'node:module'

/**
 * Loaded before every test file (see .taprc). tap has Node tell it of each module that a test
 * loads, on a thread of its own, to know which tests to repeat when a source changes; nobody asks
 * it here, and it takes longer than loading the service does. What it measures of coverage it
 * measures without.
 */
const { register } = Module
Module.register = (specifier: string | URL, ...rest: unknown[]) => {
  if (!String(specifier).includes('/@tapjs/')) Reflect.apply(register, Module, [specifier, ...rest])
}
syncBuiltinESMExports()

// What a test starts is started from other folders too.
process.env['NODE_OPTIONS'] = `--import=${import.meta.url}`
