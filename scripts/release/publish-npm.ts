// Publishes the folder that npm-folder.ts made, unless the registry has it. Can be run again after any failure.
// Usage: node scripts/release/publish-npm.ts [--provenance] [--folder FOLDER]   (--provenance: only in the workflow, which can prove it)
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isObject } from '../../src/pod/json.ts'
import { npm, npmAloud, registry, viewOnRegistry } from '../npm-client.ts'
import { failInOneSentence, StepFailed } from '../step-failed.ts'

failInOneSentence()
const { values } = parseArgs({
  options: {
    provenance: { type: 'boolean', default: false },
    folder: { type: 'string', default: fileURLToPath(new URL('../../dist/npm', import.meta.url)) },
  },
})
const { folder } = values
if (!existsSync(join(folder, 'package.json'))) {
  throw new StepFailed(`${folder} holds no package: run 'node scripts/release/npm-folder.ts' first.`)
}
const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  name: string
  version: string
}
const called = `${name}@${version}`

const there = viewOnRegistry(called, 'dist.integrity')
if ('code' in there && there.code !== 'E404') {
  throw new StepFailed(`${called} was not published: ${there.sentence}. Run this again.`)
}
// npm answers with nothing where it has other versions of the package, but not this one.
if ('value' in there && typeof there.value === 'string') {
  const ours = integrityOf(npm(['pack', folder, '--dry-run']))
  if (there.value !== ours) {
    throw new StepFailed(
      `${registry()} has ${called} with other bytes: a version is never replaced, raise it.`,
    )
  }
  console.log(`${registry()} has ${called} already, with these bytes: nothing to do.`)
} else {
  const exitCode = npmAloud([
    'publish',
    folder,
    '--access=public',
    ...(values.provenance ? ['--provenance'] : []),
  ])
  if (exitCode !== 0) {
    throw new StepFailed(`${called} was not published: npm says why above. Run this again.`)
  }
  console.log(`${called} is published to ${registry()}.`)
}

/** The integrity in what `npm pack --json` answers. */
function integrityOf(answer: ReturnType<typeof npm>): string {
  const packed: unknown = 'value' in answer && Array.isArray(answer.value) ? answer.value[0] : undefined
  if (!isObject(packed) || typeof packed.integrity !== 'string') {
    throw new StepFailed(`npm does not say what it would publish out of ${folder}.`)
  }
  return packed.integrity
}
