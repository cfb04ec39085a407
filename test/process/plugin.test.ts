import { readFileSync } from 'node:fs'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { exitCodes } from '../../src/commands/exit-codes.ts'
import { loadCommands } from '../../src/commands/plugin.ts'
import { misfits } from '../schemas.ts'
import { inShell, podlife } from './plugin.ts'

const commands = await loadCommands()
const failing = 'test/pods/e01-exit1-termination-message/objects.json'
const healthy = 'test/pods/a05-healthy-deploy/objects.json'

describe('explain', () => {
  test('a saved pod, as text', async () => {
    const { stdout, stderr, exitCode } = await podlife(['explain', '-f', failing])
    expect(stdout).toContain('✖ Container `app` exits with code 1')
    expect(stdout).toContain('│ FATAL: could not connect to postgres at db.prod:5432: connection refused')
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test('the same from standard input, and from YAML', async () => {
    const pod = (JSON.parse(readFileSync(failing, 'utf8')) as { items: { kind: string }[] }).items.find(
      ({ kind }) => kind === 'Pod',
    )
    const { stdout: yaml } = await podlife(['explain', '-f', '-', '-o', 'yaml'], {
      input: JSON.stringify(pod),
    })
    expect(yaml).toContain('cause: app-exit')
    const { stdout } = await podlife(['explain', '-f', '-'], { input: readFileSync(failing, 'utf8') })
    expect(stdout).toContain('exits with code 1')
  })

  test('one pod is a Diagnosis, several are a List', async () => {
    const one = JSON.parse((await podlife(['explain', '-f', failing, '-o', 'json'])).stdout) as {
      kind: string
    }
    const more = JSON.parse((await podlife(['explain', '-f', healthy, '-o', 'json'])).stdout) as {
      kind: string
      items: unknown[]
    }
    expect(one.kind).toBe('Diagnosis')
    expect(more).toMatchObject({ kind: 'List' })
    expect(more.items).toHaveLength(3)
    expect(misfits('list', more)).toEqual([])
    const lives: unknown = JSON.parse((await podlife(['timeline', '-f', healthy, '-o', 'json'])).stdout)
    expect(lives).toMatchObject({ kind: 'List', items: [{ kind: 'Timeline' }, {}, {}] })
    expect(misfits('list', lives)).toEqual([])
    expect(misfits('list', { ...more, items: [one, { kind: 'Timeline' }] })).not.toEqual([])
  })

  test('--exit-code says 3 only where something fails', async () => {
    expect((await podlife(['explain', '-f', failing, '--exit-code'])).exitCode).toBe(3)
    expect((await podlife(['explain', '-f', healthy, '--exit-code'])).exitCode).toBe(0)
  })

  test('a workload by its name, and one that has no pods', async () => {
    const { stdout } = await podlife(['explain', 'deploy/app', '-f', healthy])
    expect(stdout.match(/^✔ .* healthy$/gm)).toHaveLength(3)
    expect(
      (await podlife(['explain', 'deploy', 'app', '-f', 'test/pods/l01-quota/objects.json'])).stdout,
    ).toContain('no pod')
  })
})

describe('no ESC byte reaches anything but a terminal', () => {
  test.each([
    ['a pipe', {}],
    ['a dumb terminal', { TERM: 'dumb' }],
    ['NO_COLOR, even with FORCE_COLOR', { FORCE_COLOR: '1' }],
  ])('%s', async (_, env) => {
    const { stdout } = await podlife(['explain', '-f', 'test/pods/e12-ansi-injection/objects.json'], { env })
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toContain('\\x1b[2J')
  })
  test('--color=always colours, and only with our own codes', async () => {
    const { stdout } = await podlife([
      'explain',
      '-f',
      'test/pods/e12-ansi-injection/objects.json',
      '--color=always',
    ])
    expect(stdout).toContain('\u001b[')
    expect(stdout).not.toContain('\u001b[2J')
  })
})

describe('every ending is one clear sentence and its exit code', () => {
  test.each([
    [['explain'], 2, 'error: name a pod'],
    [
      ['expl', 'x'],
      2,
      'error: unknown command "expl" for "kubectl podlife"\n\nDid you mean this?\n\texplain',
    ],
    [['explain', '--nope'], 2, 'error: unknown flag: --nope'],
    [['explain', '-f', 'no/such/file'], 2, 'error: the path "no/such/file" does not exist'],
    [['explain', '-f', failing, 'other'], 6, 'error: pods "other" not found in the file'],
    [
      ['explain', '-f', failing, '-o', 'xml'],
      2,
      'error: unable to match a printer suitable for the output format "xml"',
    ],
    [['explain', '-f', failing, '--now', 'yesterday'], 2, 'error: invalid argument "yesterday" for "--now"'],
    [['explain', '-f', failing, '--color', 'purple'], 2, 'error: invalid argument "purple" for "--color"'],
    [['explain', 'x/y/z'], 2, 'error: arguments in resource/name form'],
    [['explain', 'svc/x'], 2, 'error: the server doesn\'t have a resource type "svc"'],
    [['status', 'CrashLopBackOff'], 6, 'CrashLoopBackOff'],
    [
      ['status', '-f', failing, '--server-version', 'new'],
      2,
      'error: invalid argument "new" for "--server-version"',
    ],
    [['demo', 'nothing'], 2, 'error: there is no scenario "nothing"'],
  ])('%j', async (args, code, message) => {
    const { stdout, stderr, exitCode } = await podlife(args)
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/ at .*:\d+:\d+|›/)
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: code })
  })

  test('broken input keeps what was read before it', async () => {
    const pod = JSON.stringify({
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [] },
      status: { phase: 'Running' },
    })
    const { stdout, stderr, exitCode } = await podlife(['status', '-f', '-', '-o', 'jsonl'], {
      input: `${pod}\n{"kind":`,
    })
    expect(JSON.parse(stdout)).toMatchObject({ name: 'a', status: 'Running' })
    expect(stderr).toContain('ends in the middle of a value')
    expect(exitCode).toBe(2)
  })

  test('no cluster', async () => {
    const { stderr, exitCode } = await podlife(['explain', 'x', '--server', 'https://127.0.0.1:1'])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('127.0.0.1:1')
    expect(exitCode).toBe(4)
  })

  test('a reader that goes away', async () => {
    const line = `set -o pipefail; ${inShell} status -f test/pods/l06-statefulset-stuck/objects.json -o jsonl | head -c 1`
    const { exitCode, stderr } = await execa(line, { shell: '/bin/bash', reject: false })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })
})

describe('help', () => {
  test.each([[[]], [['-h']], [['--help']], [['help']]])(
    '%j lists the commands and the exit codes',
    async (args) => {
      const { stdout, exitCode } = await podlife(args)
      for (const name of commands.keys()) expect(stdout).toContain(`  ${name} `)
      for (const [code, meaning] of exitCodes) expect(stdout).toContain(`${code}  ${meaning}`)
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
      expect(exitCode).toBe(0)
    },
  )

  test.each([...commands.keys()])('%s has usage, flags and examples', async (name) => {
    const { stdout } = await podlife([name, '-h'])
    expect(stdout).toContain(`Usage:\n  kubectl podlife ${name} `)
    expect(stdout).toContain('Examples:')
    expect(stdout).toBe((await podlife(['help', name])).stdout)
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test.each([
    ['explain', 'with --exit-code: something that fails was found'],
    ['wait', 'one cannot become well, or the time is over'],
    ['timeline', null],
  ])('%s says what exit code 3 means there', async (name, meaning) => {
    const { stdout } = await podlife([name, '--help'])
    expect(/^ +3 {2}(.*)$/m.exec(stdout)?.[1] ?? null).toBe(meaning)
  })
})

test('status proposes no word that is not alike', async () => {
  const { stderr, exitCode } = await podlife(['status', 'nosuch'])
  expect(stderr).toBe(
    `error: "nosuch" is not a word that we know.\nSee 'kubectl podlife status' for all of them.\n`,
  )
  expect(exitCode).toBe(6)
})

test.each([
  ['timelin', 'Did you mean this?\n\ttimeline'],
  ['cra', 'Did you mean this?\n\tcrash'],
  ['nothing', "See 'kubectl podlife demo' for a list."],
])('demo %s: only what is alike is proposed', async (scenario, hint) => {
  const { stderr, exitCode } = await podlife(['demo', scenario])
  expect(stderr.split('\n').slice(1).join('\n').trim()).toBe(hint)
  expect(exitCode).toBe(2)
})

test('status derives saved pods as a table and as JSON lines', async () => {
  const args = [
    'status',
    '-f',
    'test/pods/l06-statefulset-stuck/objects.json',
    '--now',
    '2026-11-24T01:58:00Z',
  ]
  const { stdout } = await podlife(args)
  expect(stdout.split('\n')[0]).toMatch(/^NAMESPACE +NAME +READY +STATUS +RESTARTS$/)
  const rows = (await podlife([...args, '-o', 'jsonl'])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(rows).toHaveLength(3)
  expect(rows[1]).toMatchObject({
    namespace: 'l06-statefulset-stuck',
    name: 'db-1',
    status: 'CrashLoopBackOff',
    ready: '0/1',
  })
  expect(Object.keys(rows[0] ?? {})).toEqual(['namespace', 'name', 'status', 'ready', 'restarts', 'because'])
})

test('status without a version is the newest, and knows older ones', async () => {
  const input = JSON.stringify({
    kind: 'Pod',
    metadata: { name: 'p', deletionTimestamp: '2026-11-01T11:59:00Z' },
    spec: { containers: [{ name: 'app' }] },
    status: { phase: 'Failed', reason: 'Evicted' },
  })
  const word = async (...more: string[]) =>
    (
      JSON.parse((await podlife(['status', '-f', '-', '-o', 'jsonl', ...more], { input })).stdout) as {
        status: string
      }
    ).status
  expect(await word()).toBe('Evicted')
  expect(await word('--server-version', '1.30')).toBe('Terminating')
  expect(await word('--server-version', 'v1.31.4')).toBe('Evicted')
})
