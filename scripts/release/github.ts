// Makes the release of a tag on GitHub out of dist/package: a draft first, which is published when every file is there, so that
// nobody meets half a release. Can be run again after any failure. Usage: node scripts/release/github.ts TAG [--folder FOLDER]   (needs gh)
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { failInOneSentence, StepFailed } from '../step-failed.ts'

failInOneSentence()
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: fileURLToPath(new URL('../../dist/package', import.meta.url)) },
  },
})
const [tag = ''] = positionals
if (!/^v\d/.test(tag)) throw new StepFailed('Say which tag: node scripts/release/github.ts vX.Y.Z')
const files = filesOf(values.folder)
const notes = spawnSync(process.execPath, [fileURLToPath(new URL('notes.ts', import.meta.url)), tag], {
  encoding: 'utf8',
})
if (notes.status !== 0) throw new StepFailed(notes.stderr.trim())

const seen = gh(['release', 'view', tag, '--json', 'isDraft', '--jq', '.isDraft'])
if (seen.status !== 0 && !/release not found/i.test(seen.stderr)) {
  throw new StepFailed(`The releases could not be read: ${complaintOf(seen.stderr)}. Run this again.`)
}
if (seen.stdout.trim() === 'false') {
  console.log(`${tag} is published already: nothing to do.`)
} else {
  if (seen.status !== 0) {
    const kind = tag.includes('-') ? ['--prerelease'] : []
    must(
      ['release', 'create', tag, '--draft', '--verify-tag', '--title', tag, '--notes-file', '-', ...kind],
      notes.stdout,
    )
  }
  must(['release', 'upload', tag, '--clobber', ...files])
  must(['release', 'edit', tag, '--draft=false'])
  console.log(`${tag} is published with ${files.length} files.`)
}

/** What people download: all that checksums.txt names, itself, and its signature. */
function filesOf(folder: string): string[] {
  const checksums = join(folder, 'checksums.txt')
  if (!existsSync(checksums))
    throw new StepFailed(`${folder} holds no checksums.txt: run 'npm run package' first.`)
  const named = readFileSync(checksums, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^[0-9a-f]{64} {2}/, ''))
  const wanted = [...named, 'checksums.txt', 'checksums.txt.sigstore.json']
  const there = new Set(readdirSync(folder))
  const missing = wanted.filter((name) => !there.has(name))
  if (missing.length > 0) throw new StepFailed(`${folder} lacks ${missing.join(', ')}.`)
  return wanted.map((name) => join(folder, name))
}

function must(args: readonly string[], input = ''): void {
  const { status, stderr } = gh(args, input)
  if (status !== 0) {
    throw new StepFailed(
      `gh ${args.slice(0, 2).join(' ')} failed: ${complaintOf(stderr)}. ${tag} is not published: run this again.`,
    )
  }
}

function gh(args: readonly string[], input = '') {
  const ran = spawnSync('gh', args, { encoding: 'utf8', input })
  if (ran.error !== undefined) throw new StepFailed(`gh does not start: ${ran.error.message}`)
  return ran
}

function complaintOf(stderr: string): string {
  return (stderr.trim().split('\n')[0] ?? '').replace(/\.$/, '')
}
