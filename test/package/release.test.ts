// Each step of docs/release.md, against a registry and a git remote on this machine, alive and dead: it ends with one sentence and an
// exit code, and can be run again.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { execa } from 'execa'
import { afterEach, describe, expect, test } from 'vitest'
import { notesOf } from '../../scripts/release/notes.ts'
import { sourceTime } from '../../scripts/source-time.ts'
import { folder } from '../cluster/login/environment.ts'
import { deadRegistry, npmEnvironment, type Registry, startRegistry } from './registry.ts'

interface Ran {
  readonly exitCode: number | undefined
  readonly lines: string[]
  readonly output: string
}

async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const { exitCode, all } = await execa(command, args, {
    reject: false,
    all: true,
    stdin: 'ignore',
    ...options,
  })
  return { exitCode, output: all, lines: all.split('\n').filter((line) => line !== '') }
}

const script = (name: string, args: readonly string[] = [], options = {}): Promise<Ran> =>
  run(process.execPath, [resolve('scripts', name), ...args], options)

/** It failed, and the last it says is one sentence like this. */
function expectSentence(ran: Ran, sentence: RegExp): void {
  expect(ran.exitCode, ran.output).toBe(1)
  expect(ran.lines.at(-1)).toMatch(sentence)
  expect(ran.output).not.toMatch(/^ {4}at /m)
}

const changelog = `# Changelog

## Unreleased

- Something next.

## 1.2.3 (2026-12-01)

- The first.
- \`## not a heading\`

## 1.2.2 (2026-11-01)

## v1.2.1

- Older.
`

describe('the notes of a release', () => {
  test('are its section of the changelog', () => {
    expect(notesOf(changelog, '1.2.3')).toBe('- The first.\n- `## not a heading`')
    expect(notesOf(changelog, '1.2.1')).toBe('- Older.')
    expect(notesOf(changelog, '1.3.0-rc.1')).toBe('- Something next.')
  })

  test('are missed', () => {
    expect(() => notesOf(changelog, '1.2')).toThrow('no section "## 1.2"')
    expect(() => notesOf(changelog, '1.2.2')).toThrow('is empty')
    expect(() => notesOf('', '1.0.0-rc.1')).toThrow('no section')
  })

  test('of a version that the changelog does not name end the step', async () => {
    expectSentence(
      await script('release/notes.ts', ['v99.0.0']),
      /^CHANGELOG\.md has no section "## 99\.0\.0"/,
    )
  })
})

describe('the time of the source', () => {
  test('is that of the commit, or what is asked for, or unknown', () => {
    expect(sourceTime('.', { ...process.env, SOURCE_DATE_EPOCH: '1234567890' })).toBe(1_234_567_890)
    expect(sourceTime(folder(), { PATH: process.env.PATH })).toBeUndefined()
    expect(() => sourceTime('.', { SOURCE_DATE_EPOCH: 'now' })).toThrow('no number of seconds: now')
  })

  test('is not that of a repository around it', async () => {
    const { repository } = await released('1.2.3')
    expect(sourceTime(repository)).toBeGreaterThan(1_700_000_000)
    mkdirSync(join(repository, 'source'))
    expect(sourceTime(join(repository, 'source'))).toBeUndefined()
  })
})

/** A repository that is ready for a release, with a key to sign with, and a remote that is alive. */
async function released(version: string) {
  const repository = folder({
    'package.json': JSON.stringify({ version }),
    'CHANGELOG.md': `## ${version}\n\n- All.\n`,
    'plugin.yaml': `spec:\n  version: v${version}\n`,
  })
  const remote = folder()
  const keys = folder()
  const git = (...args: string[]): Promise<Ran> => run('git', args, { cwd: repository, env: clean })
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(keys, 'key')])
  await run('git', ['init', '-q', '--bare', remote], { env: clean })
  for (const args of [
    ['init', '-q'],
    ['config', 'user.name', 'test'],
    ['config', 'user.email', 'test@podlife.test'],
    ['config', 'gpg.format', 'ssh'],
    ['config', 'user.signingkey', join(keys, 'key.pub')],
    ['config', 'commit.gpgsign', 'false'],
    ['remote', 'add', 'origin', remote],
    ['add', '.'],
    ['commit', '-qm', version],
  ]) {
    const { exitCode, output } = await git(...args)
    expect(exitCode, output).toBe(0)
  }
  const tag = (...args: string[]): Promise<Ran> =>
    script('release/tag.ts', args, { cwd: repository, env: clean })
  return { repository, remote, git, tag }
}

// Neither the settings of who runs the tests nor a hook that runs them may reach these repositories.
const clean = {
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_DIR: undefined as unknown as string,
}

describe('the tag', () => {
  test('is signed and pushed, once', async () => {
    const { remote, git, tag } = await released('1.2.3')
    expect(await tag()).toMatchObject({
      exitCode: 0,
      lines: ["v1.2.3 is pushed to origin: the workflow 'release' builds and publishes it."],
    })
    expect((await run('git', ['-C', remote, 'cat-file', 'tag', 'v1.2.3'])).output).toContain(
      'BEGIN SSH SIGNATURE',
    )
    expect(await tag()).toMatchObject({
      exitCode: 0,
      lines: ['origin has v1.2.3 already, at this commit: nothing to do.'],
    })
    await git('commit', '--allow-empty', '-qm', 'later')
    expectSentence(await tag(), /^origin has v1\.2\.3 already, at [0-9a-f]{12}: a release is never replaced/)
  })

  test('is not pushed to a remote that is dead, and is when it is back', async () => {
    const { git, remote, tag } = await released('1.2.3')
    const dead = await deadRegistry()
    await git('remote', 'set-url', 'origin', `${dead}x.git`)
    for (const _ of [1, 2]) {
      expectSentence(
        await tag(),
        /^The tags of origin could not be read: unable to access .*\. Run this again\.$/,
      )
    }
    await git('remote', 'set-url', '--push', 'origin', `${dead}x.git`)
    await git('remote', 'set-url', 'origin', remote)
    for (const _ of [1, 2]) {
      expectSentence(
        await tag(),
        /^v1\.2\.3 was not pushed to origin: unable to access .*\. Run this again\.$/,
      )
    }
    await git('remote', 'set-url', '--push', 'origin', remote)
    expect((await tag()).exitCode).toBe(0)
    expectSentence(
      await tag('elsewhere'),
      /^The tags of elsewhere could not be read: 'elsewhere' does not appear/,
    )
  })

  test('is not made of what is not ready', async () => {
    const { repository, git, tag } = await released('1.2.3')
    writeFileSync(join(repository, 'new'), '')
    expectSentence(await tag(), /^There are changes that are not committed/)
    await git('add', '.')
    await git('commit', '-qm', 'new')
    await git('tag', 'v1.2.3', 'HEAD~1')
    expectSentence(await tag(), /^The tag v1\.2\.3 is at another commit, and was not pushed: delete it/)
    await git('tag', '-d', 'v1.2.3')
    await git('config', 'user.signingkey', '/nowhere.pub')
    expectSentence(await tag(), /^v1\.2\.3 was not (?:made|signed): .*\. Run this again\.$/)
    expect((await git('tag', '--list')).output).toBe('')
    writeFileSync(join(repository, 'plugin.yaml'), 'spec:\n  version: v1.2.2\n')
    expectSentence(await tag(), /^plugin\.yaml is not that of v1\.2\.3/)
    writeFileSync(join(repository, 'CHANGELOG.md'), '## Unreleased\n\n- All.\n')
    expectSentence(await tag(), /^CHANGELOG\.md has no section "## 1\.2\.3"/)
    expectSentence(
      await script('release/tag.ts', [], { cwd: folder(), env: clean }),
      /^This is no git repository/,
    )
  })
})

describe('npm', () => {
  const open: Registry[] = []
  afterEach(async () => {
    for (const registry of open.splice(0)) await registry.close()
  })

  test('is given the package by hand, once, and never other bytes for the same version', async () => {
    const out = folder()
    expect((await script('release/npm-folder.ts', ['--out', out])).exitCode).toBe(0)
    const publish = (env: Record<string, string>): Promise<Ran> =>
      script('release/publish-npm.ts', ['--folder', out], { env })
    const dead = await deadRegistry()
    for (const _ of [1, 2]) {
      expectSentence(
        await publish(npmEnvironment(dead)),
        /^kubectl-podlife@\S+ was not published: the registry \S+ does not answer \(ECONNREFUSED\)\. Run this again\.$/,
      )
    }
    const registry = await startRegistry(Number(new URL(dead).port))
    open.push(registry)
    const withoutToken = { ...npmEnvironment(registry.url), npm_config_userconfig: join(folder(), 'none') }
    expectSentence(
      await publish(withoutToken),
      /^kubectl-podlife@\S+ was not published: npm says why above\./,
    )
    expect(registry.published.size).toBe(0)

    const env = npmEnvironment(registry.url)
    const first = await publish(env)
    expect(first.lines.at(-1)).toMatch(/^kubectl-podlife@\S+ is published to http:\/\/127\.0\.0\.1:/)
    expect(first.exitCode).toBe(0)
    expect([...registry.published.keys()]).toEqual(['kubectl-podlife'])
    expect(await publish(env)).toMatchObject({
      exitCode: 0,
      lines: [expect.stringMatching(/already, with these bytes: nothing to do\.$/)],
    })
    await open.pop()?.close()
    expectSentence(await publish(env), /does not answer \(ECONNREFUSED\)\. Run this again\.$/)
    const again = await startRegistry(Number(new URL(dead).port), registry.published)
    open.push(again)
    writeFileSync(join(out, 'README.md'), 'other')
    expectSentence(await publish(env), /with other bytes: a version is never replaced, raise it\.$/)
  }, 180_000)

  test('is given nothing where nothing was made', async () => {
    expectSentence(await script('release/publish-npm.ts', ['--folder', folder()]), /holds no package: run /)
  })

  test('that does not answer leaves the archives unbuilt', async () => {
    const env = { ...npmEnvironment(await deadRegistry()), PODLIFE_CACHE: folder() }
    const out = folder()
    for (const _ of [1, 2]) {
      const ran = await script('package.ts', ['linux-amd64', '--out', out], { env })
      expectSentence(
        ran,
        /^The runtime @oven\/\S+ was not fetched: the registry \S+ does not answer \(ECONNREFUSED\)\. Run this again\.$/,
      )
      expect(ran.lines).toHaveLength(1)
    }
  }, 180_000)
})

/** A program on the PATH, as a shell script. */
const shell = { meta: { needs: 'a POSIX shell, which Windows lacks' } }

function program(name: string, text: string): { at: string; PATH: string } {
  const at = folder({ [name]: `#!/bin/sh\n${text}\n` })
  chmodSync(join(at, name), 0o755)
  return { at, PATH: `${at}${delimiter}${process.env.PATH}` }
}

describe.skipIf(process.platform === 'win32')('GitHub', shell, () => {
  // Keeps one release as a file: its state, then its files.
  const gh = `
here=$(dirname "$0")
echo "$*" >>"$here/calls"
[ -e "$here/dead" ] && { echo "error connecting to api.github.com" >&2; exit 1; }
case "$1 $2" in
"release view") [ -e "$here/state" ] || { echo "release not found" >&2; exit 1; }; cat "$here/state" ;;
"release create") cat >"$here/notes"; echo true >"$here/state" ;;
"release upload") [ -e "$here/flaky" ] && { rm "$here/flaky"; echo "HTTP 502" >&2; exit 1; }; shift 4; for f; do basename "$f"; done >"$here/files" ;;
"release edit") echo false >"$here/state" ;;
esac`
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const tag = `v${version}-rc.1`
  const built = {
    'a.tar.gz': '',
    'a.cdx.json': '',
    'plugin.yaml': '',
    'checksums.txt': `${'0'.repeat(64)}  a.tar.gz\n${'0'.repeat(64)}  a.cdx.json\n${'0'.repeat(64)}  plugin.yaml\n`,
    'checksums.txt.sigstore.json': '',
  }

  test('gets a draft, then the files, then the release; after a failure the same again, and once', async () => {
    const { at, PATH } = program('gh', gh)
    const release = (): Promise<Ran> =>
      script('release/github.ts', [tag, '--folder', folder(built)], { env: { PATH } })
    writeFileSync(join(at, 'flaky'), '')
    expectSentence(
      await release(),
      /^gh release upload failed: HTTP 502\. \S+ is not published: run this again\.$/,
    )
    expect(readFileSync(join(at, 'state'), 'utf8')).toBe('true\n')
    expect((await release()).lines).toEqual([`${tag} is published with 5 files.`])
    expect(readFileSync(join(at, 'files'), 'utf8').trim().split('\n')).toEqual([
      'a.tar.gz',
      'a.cdx.json',
      'plugin.yaml',
      'checksums.txt',
      'checksums.txt.sigstore.json',
    ])
    expect(readFileSync(join(at, 'notes'), 'utf8')).toContain(`/blob/${tag}/docs/verify.md`)
    expect((await release()).lines).toEqual([`${tag} is published already: nothing to do.`])
    const calls = readFileSync(join(at, 'calls'), 'utf8')
    expect(calls.match(/^release create .*--prerelease/gm)).toHaveLength(1)
    expect(calls.match(/^release edit/gm)).toHaveLength(1)
  })

  test('that does not answer, or files that are not there', async () => {
    const { at, PATH } = program('gh', gh)
    writeFileSync(join(at, 'dead'), '')
    expectSentence(
      await script('release/github.ts', [tag, '--folder', folder(built)], { env: { PATH } }),
      /^The releases could not be read: error connecting to api\.github\.com\. Run this again\.$/,
    )
    const { 'a.cdx.json': _, ...less } = built
    expectSentence(
      await script('release/github.ts', [tag, '--folder', folder(less)], { env: { PATH } }),
      /lacks a\.cdx\.json\.$/,
    )
    expectSentence(await script('release/github.ts', [tag, '--folder', folder()]), /holds no checksums\.txt/)
    expectSentence(await script('release/github.ts', ['main']), /^Say which tag/)
  })
})

describe.skipIf(process.platform === 'win32')('the tools of krew', shell, () => {
  test('are built again after a module proxy that did not answer', async () => {
    const { at, PATH } = program(
      'go',
      `here=$(dirname "$0")
[ -e "$here/dead" ] && { echo "dial tcp 127.0.0.1:9: connect: connection refused" >&2; [ "$1" = mod ]; exit; }
while [ $# -gt 0 ]; do [ "$1" = -o ] && { echo made >"$2"; chmod +x "$2"; }; shift; done; true`,
    )
    const cache = folder()
    const build = (): Promise<Ran> =>
      run('sh', ['scripts/krew/tools.sh'], { env: { PATH, PODLIFE_KREW_CACHE: cache } })
    writeFileSync(join(at, 'dead'), '')
    for (const _ of [1, 2]) {
      expectSentence(
        await build(),
        /^The tools of krew were not built: go says why above\. Run this again\.$/,
      )
    }
    await run('rm', [join(at, 'dead')])
    expect(await build()).toMatchObject({ exitCode: 0, lines: [join(cache, 'bin')] })
    expect(readFileSync(join(cache, 'bin/krew'), 'utf8')).toBe('made\n')
  })

  test('need Go', async () => {
    const ran = await run('/bin/sh', ['scripts/krew/tools.sh'], {
      env: { PATH: '/nowhere', PODLIFE_KREW_CACHE: folder() },
    })
    expectSentence(ran, /^There is no Go, which builds the tools of krew/)
  })
})

test('an index of our own is not written without a manifest', async () => {
  const ran = await script('krew/write-index.ts', [folder(), '--manifest', join(folder(), 'plugin.yaml')])
  expectSentence(ran, /plugin\.yaml is not there: run 'npm run package' first\.$/)
})
