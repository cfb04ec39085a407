// What is written to is looked at first: the bundler and the test runner would answer a read-only checkout with a trace of their own.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes the folder of `file`; where the file cannot be written, ends the process with one sentence and exit code 1. */
export function mustBeWritable(file) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    accessSync(dirname(file), constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.W_OK)
  } catch ({ code }) {
    console.error(`error: cannot write ${file} (${code}): this needs a checkout that you can write to`)
    process.exit(1)
  }
}
