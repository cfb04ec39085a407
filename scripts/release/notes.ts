// The notes of a release: its section of CHANGELOG.md. Usage: node scripts/release/notes.ts [VERSION]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failInOneSentence, StepFailed } from '../step-failed.ts'

/**
 * What `changelog` says of a version such as "1.2.3", in Markdown, without its heading. A pre-release ("1.2.3-rc.1") that has no section
 * of its own takes that of "Unreleased". Throws StepFailed where nothing is said.
 */
export function notesOf(changelog: string, version: string): string {
  const sections = new Map(
    changelog
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const [heading = '', ...body] = section.split('\n')
        return [/^\[?v?([^\s\]]+)/.exec(heading)?.[1] ?? '', body.join('\n').trim()] as const
      }),
  )
  const notes = sections.get(version) ?? (version.includes('-') ? sections.get('Unreleased') : undefined)
  if (notes === undefined) {
    throw new StepFailed(
      `CHANGELOG.md has no section "## ${version}": give the version its own, with its date.`,
    )
  }
  if (notes === '') throw new StepFailed(`The section "## ${version}" of CHANGELOG.md is empty.`)
  return notes
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  failInOneSentence()
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const wanted = process.argv[2]?.replace(/^v/, '') ?? version
  console.log(notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), wanted))
  console.log(
    `\nHow to check what you download: https://github.com/podlife/kubectl-podlife/blob/v${wanted}/docs/verify.md`,
  )
}
