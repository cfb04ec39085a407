// Tags the commit that is checked out with the version of package.json, signed, and pushes the tag: the workflow does the rest.
// Can be run again after any failure. Usage: node scripts/release/tag.ts [REMOTE]   (origin)
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { failInOneSentence, StepFailed } from '../step-failed.ts'
import { notesOf } from './notes.ts'

failInOneSentence()
const remote = process.argv[2] ?? 'origin'
const root = git(['rev-parse', '--show-toplevel'], 'This is no git repository')
process.chdir(root)
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const tag = `v${version}`

notesOf(readFileSync('CHANGELOG.md', 'utf8'), version)
if (
  !new RegExp(`^  version: ${tag.replaceAll('.', '\\.')}$`, 'm').test(readFileSync('plugin.yaml', 'utf8'))
) {
  throw new StepFailed(`plugin.yaml is not that of ${tag}: run 'npm run package' and commit it.`)
}
if (git(['status', '--porcelain'], 'git status failed') !== '') {
  throw new StepFailed(
    `There are changes that are not committed, and ${tag} would lack them: commit or stash them.`,
  )
}

const head = git(['rev-parse', 'HEAD'], 'There is no commit')
const pushed = commitOf(
  git(['ls-remote', remote, `refs/tags/${tag}*`], `The tags of ${remote} could not be read`),
)
if (pushed !== undefined) {
  if (pushed !== head) {
    throw new StepFailed(
      `${remote} has ${tag} already, at ${pushed.slice(0, 12)}: a release is never replaced, raise the version.`,
    )
  }
  console.log(`${remote} has ${tag} already, at this commit: nothing to do.`)
} else {
  const tagged = spawnSync('git', ['rev-parse', '--verify', '--quiet', `refs/tags/${tag}^{commit}`], {
    encoding: 'utf8',
  })
  if (tagged.status === 0 && tagged.stdout.trim() !== head) {
    throw new StepFailed(
      `The tag ${tag} is at another commit, and was not pushed: delete it with 'git tag -d ${tag}'.`,
    )
  }
  if (tagged.status !== 0) {
    git(['tag', '-s', '-m', `kubectl podlife ${version}`, tag], `${tag} was not made`)
  }
  // Some versions of git make the tag without a signature where ssh-keygen cannot sign.
  if (
    !/^-----BEGIN (?:PGP|SSH) SIGNATURE|^-----BEGIN SIGNED MESSAGE/m.test(
      git(['cat-file', '-p', tag], `${tag} cannot be read`),
    )
  ) {
    git(['tag', '-d', tag], `${tag} has no signature`)
    throw new StepFailed(
      `${tag} was not signed: set user.signingkey to a key that you can sign with. Run this again.`,
    )
  }
  git(['push', '--quiet', remote, `refs/tags/${tag}`], `${tag} was not pushed to ${remote}`)
  console.log(`${tag} is pushed to ${remote}: the workflow 'release' builds and publishes it.`)
}

/** What git prints; its last complaint, after `failure`, becomes the sentence that ends this step. */
function git(args: readonly string[], failure: string): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    encoding: 'utf8',
    // git may ask for a passphrase, and waits a minute for a server at most.
    stdio: ['inherit', 'pipe', 'pipe'],
    timeout: args[0] === 'tag' ? 0 : 60_000,
  })
  if (status === 0) return stdout.trim()
  const timedOut = error !== undefined && 'code' in error && error.code === 'ETIMEDOUT'
  const complaint = timedOut ? 'no answer within 60 s' : (error?.message ?? complaintOf(stderr))
  throw new StepFailed(`${failure}: ${complaint}. Run this again.`)
}

function complaintOf(stderr: string): string {
  const lines = stderr.trim().split('\n')
  const said = lines.find((line) => /^(?:fatal|error|ssh): /.test(line)) ?? lines[0] ?? ''
  return said.replace(/^(?:fatal|error): /, '').replace(/[.:\s]+$/, '')
}

/** The commit of the one tag in what ls-remote prints: an annotated tag has a second line, `^{}`, with its commit. */
function commitOf(listed: string): string | undefined {
  const refs = new Map(
    listed
      .split('\n')
      .map((line) => line.split('\t') as [string, string])
      .map(([commit, ref]) => [ref, commit]),
  )
  return refs.get(`refs/tags/${tag}^{}`) ?? refs.get(`refs/tags/${tag}`)
}
