// `why-failed --watch` as a process: drawn in place in a terminal, told anew to a pipe.
import { type ChildProcessWithoutNullStreams, spawn as spawnChild } from 'node:child_process'
import { join } from 'node:path'
import { type IPty, spawn } from '@lydell/node-pty'
import headless from '@xterm/headless'
import { load } from 'js-yaml'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error: a script without types
import { bundle } from '../../scripts/bundle.mjs'
import type { FailureReport } from '../../src/report/failure-report.ts'
import { type FakeServer, startServer } from '../cluster/fake-server.ts'
import { kubeconfig, kubeconfigFile } from '../cluster/login/environment.ts'
import { pod } from '../cluster/sweep/sweep-server.ts'
import { ChangingCluster } from '../cluster/watch-server.ts'
import { temporaryFolder } from '../run/folders.ts'
import { podlife } from './plugin.ts'

const plugin = join(temporaryFolder(), 'podlife.mjs')
const until = { interval: 50 }
const servers: FakeServer[] = []
const children: { kill(signal?: string): unknown }[] = []

beforeAll(async () => {
  await (bundle as (entry: string, outfile: string) => Promise<unknown>)('src/main.ts', plugin)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.close()
})

const crashing = pod('e01-exit1-termination-message', 'shop', 'crash')
const pulling = pod('b01-image-tag-missing', 'shop', 'pull')
const missing = pod('c01-configmap-missing', 'shop', 'missing')

async function started(cluster: ChangingCluster): Promise<string[]> {
  const server = await startServer(cluster.handle)
  servers.push(server)
  const config = kubeconfigFile(kubeconfig(server.url))
  return [plugin, 'why-failed', '-n', 'shop', '--watch', '--kubeconfig', config]
}

function clusterOf(...bad: readonly (typeof crashing)[]): ChangingCluster {
  const well = Array.from({ length: 5 }, (_, index) => pod('a05-healthy-deploy', 'shop', `well-${index}`))
  return new ChangingCluster([...well, ...bad])
}

interface Terminal {
  readonly pty: IPty
  readonly raw: () => string
  /** What stands on the screen. */
  readonly lines: () => string[]
  resize(columns: number, rows: number): void
  readonly ended: Promise<number>
}

function terminal(args: readonly string[], columns: number, rows: number, env = {}): Terminal {
  const screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 500 })
  const { NO_COLOR: _, CI: __, ...inherited } = process.env
  const pty = spawn(process.execPath, [...args], {
    cols: columns,
    rows,
    env: { ...inherited, TERM: 'xterm-256color', ...env } as Record<string, string>,
  })
  children.push(pty)
  let raw = ''
  pty.onData((data) => {
    raw += data
    screen.write(data)
  })
  return {
    pty,
    raw: () => raw,
    lines: () => {
      const { active } = screen.buffer
      return Array.from(
        { length: screen.rows },
        (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
      )
    },
    resize: (toColumns, toRows) => {
      screen.resize(toColumns, toRows)
      pty.resize(toColumns, toRows)
    },
    ended: new Promise((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode))),
  }
}

const starting = (lines: readonly string[], pattern: RegExp): string[] =>
  lines.filter((line) => pattern.test(line))

describe('in a terminal', () => {
  test('it is drawn in place: groups come and go, and nothing stands twice', async () => {
    const cluster = clusterOf(crashing)
    const { lines, pty, raw, ended } = terminal(await started(cluster), 100, 40)
    await expect.poll(() => lines()[0], until).toMatch(/^1 of 6 pods fails, for 1 reason\./)
    cluster.set('pods', pulling)
    await expect.poll(() => lines()[0], until).toMatch(/^2 of 7 pods fail, for 2 reasons\./)
    cluster.delete('pods', crashing)
    cluster.delete('pods', pulling)
    await expect.poll(() => lines()[0], until).toMatch(/^None of 5 pods fails\./)
    expect(starting(lines(), /pods? fails?/)).toHaveLength(1)
    expect(starting(lines(), /^\d\. /)).toEqual([])
    expect(raw()).not.toContain('\u001b[2J')
    pty.write('\u0003')
    expect(await ended).toBe(130)
    expect(raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw().lastIndexOf('\u001b[?25l'))
  })

  test('a low window holds what fits, and counts the rest; a taller one shows it', async () => {
    const { lines, resize, pty, ended } = terminal(
      await started(clusterOf(crashing, pulling, missing)),
      100,
      26,
    )
    await expect
      .poll(() => lines().join('\n'), until)
      .toMatch(/… \d more groups?: use -o wide or make the window taller/)
    expect(lines()[0]).toMatch(/^3 of 8 pods fail/)
    expect(starting(lines(), /^\d\. /).length).toBeLessThan(3)
    resize(100, 100)
    await expect.poll(() => starting(lines(), /^\d\. /).length, until).toBe(3)
    expect(lines().join('\n')).not.toContain('make the window taller')
    resize(50, 8)
    await expect.poll(() => lines().join(' '), until).toContain('make the window taller')
    expect(lines().join(' ')).toContain('3 more groups')
    pty.write('\u0003')
    expect(await ended).toBe(130)
  })

  test('a lost connection is said above what was last known', async () => {
    const cluster = clusterOf(crashing)
    const { lines } = terminal(await started(cluster), 100, 40)
    await expect.poll(() => lines()[0], until).toMatch(/^1 of 6 pods fails/)
    await new Promise((resolve) => setTimeout(resolve, 500))
    cluster.instead = () => ({ raw: (_, socket) => socket.destroy() })
    cluster.endWatches('cut')
    await expect.poll(() => lines()[0], until).toMatch(/^Not connected since \d\d:\d\d:\d\d UTC/)
    expect(lines().join('\n')).toContain('1 of 6 pods fails')
    cluster.instead = () => null
    await expect.poll(() => lines()[0], until).toMatch(/^1 of 6 pods fails/)
  })

  test('wide is drawn in place too, without colour if NO_COLOR says so', async () => {
    const { lines, raw } = terminal([...(await started(clusterOf(crashing))), '-o', 'wide'], 200, 10, {
      NO_COLOR: '',
    })
    await expect.poll(() => lines()[0], until).toMatch(/^HARM +CAUSE/)
    expect(lines()[1]).toContain('app-exit')
    expect(raw()).not.toMatch(/\u001b\[[\d;]*m/)
  })
})

interface Piped {
  readonly child: ChildProcessWithoutNullStreams
  readonly output: () => string
  readonly errors: () => string
  readonly ended: Promise<number | null>
}

function piped(args: readonly string[]): Piped {
  const child = spawnChild(process.execPath, [...args])
  children.push({ kill: () => child.kill('SIGKILL') })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, output: () => output, errors: () => errors, ended }
}

describe('in a pipe', () => {
  test('json is one report a line, and only where something changed', async () => {
    const cluster = clusterOf(crashing)
    const { child, output, ended } = piped([...(await started(cluster)), '-o', 'json'])
    const reports = (): FailureReport[] =>
      output()
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as FailureReport)
    await expect.poll(() => reports().length, until).toBe(1)
    // It changes, but not in what fails, nor why.
    cluster.set('pods', crashing)
    await new Promise((resolve) => setTimeout(resolve, 3500))
    expect(reports()).toHaveLength(1)
    cluster.set('pods', pulling)
    await expect.poll(() => reports().at(-1)?.groups.length, until).toBe(2)
    cluster.delete('pods', pulling)
    await expect.poll(() => reports().at(-1)?.groups.length, until).toBe(1)
    child.kill('SIGINT')
    expect(await ended).toBe(130)
  })

  test('yaml is one document after the other', async () => {
    const cluster = clusterOf(crashing)
    const { output } = piped([...(await started(cluster)), '-o', 'yaml'])
    await expect.poll(() => output().includes('kind: FailureReport'), until).toBe(true)
    cluster.delete('pods', crashing)
    const documents = (): string[] => output().split(/^---\n/m)
    await expect.poll(() => documents().length, until).toBeGreaterThan(1)
    await expect.poll(() => (load(documents().at(-1) ?? '') as FailureReport).groups.length, until).toBe(0)
  })

  test('text is a report after each change, with the time between; a lost connection is told on stderr', async () => {
    const cluster = clusterOf(crashing)
    const { output, errors, child, ended } = piped([...(await started(cluster)), '--exit-code'])
    await expect.poll(output, until).toMatch(/^1 of 6 pods fails/)
    await new Promise((resolve) => setTimeout(resolve, 500))
    cluster.instead = () => ({ raw: (_, socket) => socket.destroy() })
    cluster.endWatches('cut')
    await expect.poll(errors, until).toMatch(/^Not connected since /)
    cluster.instead = () => null
    cluster.set('pods', pulling)
    await expect.poll(output, until).toMatch(/\n\n── 2026-11-24 02:1\d:\d\d UTC\n\n2 of 7 pods fail/)
    expect(errors()).toContain('connected again')
    expect(output()).not.toContain('\u001b')
    child.kill('SIGINT')
    expect(await ended).toBe(3)
  })

  test('a refusal ends it with 5', async () => {
    const cluster = clusterOf(crashing)
    cluster.instead = ({ query }) =>
      query.has('watch')
        ? {
            status: 403,
            body: {
              kind: 'Status',
              status: 'Failure',
              reason: 'Forbidden',
              message: 'pods is forbidden: User "x" cannot watch resource "pods"',
              code: 403,
            },
          }
        : null
    const { ended, errors } = piped(await started(cluster))
    expect(await ended).toBe(5)
    expect(errors()).toContain('cannot watch resource')
  })
})

test.each([
  [['-f', 'test/pods/a05-healthy-deploy'], '--watch follows a cluster, and cannot be used with -f'],
  [['-o', 'html'], '-o html is one whole document, and cannot be used with --watch'],
  [['-o', 'junit'], '-o junit is one whole document, and cannot be used with --watch'],
  [['-o', 'markdown'], '-o markdown is one whole document, and cannot be used with --watch'],
  [['--now', '2026-11-24T02:15:00Z'], '--now says when a file was saved, and needs -f'],
])('%s with --watch is wrong usage', async (args, sentence) => {
  const { exitCode, stderr } = await podlife(['why-failed', '--watch', ...args])
  expect(exitCode).toBe(2)
  expect(stderr.split('\n')[0]).toBe(`error: ${sentence}`)
})
