// The command as a process, against a server that does what a test says.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error: a script without types
import { bundle } from '../../scripts/bundle.mjs'
import { failure } from '../cluster/fake-server.ts'
import { kubeconfig, kubeconfigFile } from '../cluster/login/environment.ts'
import { temporaryFolder } from '../run/folders.ts'
import { misfits } from '../schemas.ts'
import { type Rollout, serveRollout } from './wait-server.ts'

const plugin = join(temporaryFolder(), 'podlife.mjs')
const rollouts: Rollout[] = []

beforeAll(async () => {
  await (bundle as (entry: string, outfile: string) => Promise<unknown>)('src/main.ts', plugin)
})

afterAll(async () => {
  for (const { server } of rollouts) await server.close()
})

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

/** The command while it waits. */
interface Running {
  readonly kill: (signal: NodeJS.Signals) => void
  /** Resolves when it has said this on stderr. */
  readonly says: (words: string) => Promise<void>
}

async function serve(situation: string): Promise<Rollout> {
  const rollout = await serveRollout(situation)
  rollouts.push(rollout)
  return rollout
}

/** Starts the command; `meanwhile` runs once the first look was taken. */
async function wait(
  rollout: Rollout,
  args: readonly string[],
  meanwhile: (running: Running) => Promise<void> | void = () => {},
): Promise<Run> {
  const config = kubeconfigFile(kubeconfig(rollout.server.url))
  const startedAt = Date.now()
  const child = spawn(process.execPath, [plugin, 'wait', ...args, '--kubeconfig', config])
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  await Promise.race([closed, expect.poll(() => stderr).not.toBe('')])
  await meanwhile({
    kill: (signal) => child.kill(signal),
    says: (words) => expect.poll(() => stderr).toContain(words),
  })
  const code = await closed
  return { code, stdout, stderr, seconds: (Date.now() - startedAt) / 1000 }
}

/** How often it looked at what it waits for. */
const looksAt = (rollout: Rollout) => rollout.reads().filter(({ path }) => path === '/version').length

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('how it ends', () => {
  test('well: at once, with exit code 0', async () => {
    const rollout = await serve('rolled-out-deployment')
    const run = await wait(rollout, ['deploy/app', '--timeout', '20m'])
    expect(run).toMatchObject({ code: 0, stdout: '' })
    expect(run.stderr).toMatch(/^well after \d+ s: deployment\/app: \d of \d available\n$/)
    expect(looksAt(rollout)).toBe(1)
  })

  test('unrecoverable: with the diagnosis, and exit code 3 long before the time is over', async () => {
    const run = await wait(await serve('b06-invalid-image-name'), ['pod/app', '--timeout', '20m'])
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('is an invalid image name')
    expect(run.stderr).toMatch(
      /error: given up after \d+ s, for it cannot become well by itself any more: pod\/app/,
    )
  })

  test('unrecoverable as JSON says so', async () => {
    const run = await wait(await serve('b06-invalid-image-name'), ['pod/app', '-o', 'json'])
    const answer = JSON.parse(run.stdout) as { items: { verdict: { cause: string } }[] }
    expect(answer).toMatchObject({
      apiVersion: 'podlife/v1',
      kind: 'List',
      ended: 'unrecoverable',
      waitingFor: ['pod/app'],
    })
    expect(answer.items[0]?.verdict.cause).toBe('image-name-invalid')
    expect(misfits('list', answer)).toEqual([])
  })

  test('timeout: exit code 3 too, and the words of something that may still come', async () => {
    const run = await wait(await serve('h12-scheduling-gate'), ['pod/app', '--timeout', '3s'])
    expect(run.code).toBe(3)
    expect(run.stderr).toMatch(/error: timed out after \d+ s, and it may still become well: pod\/app/)
    const json = await wait(await serve('h12-scheduling-gate'), ['pod/app', '--timeout', '2s', '-o', 'json'])
    const answer: unknown = JSON.parse(json.stdout)
    expect(answer).toMatchObject({ ended: 'timeout', waitingFor: ['pod/app'] })
    expect(misfits('list', answer)).toEqual([])
  })

  test('interrupted: with what is known, and exit code 130', async () => {
    const run = await wait(await serve('h12-scheduling-gate'), ['pod/app', '-o', 'json'], ({ kill }) =>
      kill('SIGINT'),
    )
    expect(run.code).toBe(130)
    const answer: unknown = JSON.parse(run.stdout)
    expect(answer).toMatchObject({ ended: 'interrupted', waitingFor: ['pod/app'] })
    expect(misfits('list', answer)).toEqual([])
    expect(run.stderr).toMatch(/interrupted after \d+ s: pod\/app/)
  })

  test('not found: exit code 6', async () => {
    const run = await wait(await serve('rolled-out-deployment'), ['deploy/nothing'])
    expect(run).toMatchObject({ code: 6, stdout: '' })
    expect(run.stderr).toContain('"nothing" not found')
  })

  test('a flag of kubectl wait: one sentence on what is waited for instead', async () => {
    const run = await wait(await serve('rolled-out-deployment'), ['deploy/app', '--for=condition=Available'])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('there is no --for: this waits until a rollout is complete')
  })
})

// Each of them waits, most of the time.
describe.concurrent('while it waits', () => {
  test('what changes is seen by the watch, and looked at once a second at most', async () => {
    const rollout = await serve('h12-scheduling-gate')
    const run = await wait(rollout, ['pod/app', '--timeout', '20m'], async () => {
      for (let change = 0; change < 150; change += 1) {
        rollout.change('pods')
        await pause(40)
      }
      rollout.situation = 'e13-never-failed'
      rollout.change('pods')
    })
    expect(run.code).toBe(3)
    const looks = looksAt(rollout)
    expect(looks).toBeGreaterThanOrEqual(2)
    expect(looks).toBeLessThanOrEqual(run.seconds + 1)
  })

  test('a watch that is closed or refused is no reason to miss what happens', async () => {
    const rollout = await serve('h12-scheduling-gate')
    const run = await wait(rollout, ['pod/app', '--timeout', '20m'], async () => {
      rollout.instead = ({ query }) => (query.has('watch') ? failure(403, 'Forbidden', 'no watch') : null)
      rollout.closeWatches()
      await pause(1500)
      rollout.situation = 'b06-invalid-image-name'
    })
    expect(run.code).toBe(3)
    expect(run.stderr).toContain('InvalidImageName')
  })

  test('a server that restarts is waited for, through what it refuses at first', async () => {
    const rollout = await serve('h12-scheduling-gate')
    const run = await wait(rollout, ['pod/app', '--timeout', '20m'], async ({ says }) => {
      rollout.instead = () => ({ raw: (_, socket) => socket.destroy() })
      rollout.closeWatches()
      await says('the server is away')
      rollout.instead = ({ path }) =>
        path === '/version'
          ? null
          : failure(403, 'Forbidden', 'RBAC: clusterrole.rbac.authorization.k8s.io "view" not found')
      await pause(4000)
      rollout.situation = 'b06-invalid-image-name'
      rollout.instead = () => null
    })
    expect(run.code).toBe(3)
    expect(run.stderr).toContain('the server is away')
    expect(run.stderr).toContain('the server answers again')
    expect(run.stderr).toContain('InvalidImageName')
  })

  test('a server that stays away: exit code 4, and not the words of a timeout', async () => {
    const rollout = await serve('h12-scheduling-gate')
    const run = await wait(rollout, ['pod/app', '--timeout', '10s'], () => {
      rollout.instead = () => ({ raw: (_, socket) => socket.destroy() })
      rollout.closeWatches()
    })
    expect(run).toMatchObject({ code: 4, stdout: '' })
    expect(run.stderr).toMatch(/the server did not answer for the last \d+ s of the 10 s to wait/)
    expect(run.stderr).not.toContain('timed out')
  })

  test('a server that falls silent: the same', async () => {
    const rollout = await serve('h12-scheduling-gate')
    const run = await wait(rollout, ['pod/app', '--timeout', '10s'], () => {
      rollout.instead = () => ({ raw: () => {} })
      rollout.closeWatches()
    })
    expect(run.code).toBe(4)
  })

  test('rights that are taken away for good: exit code 5', async () => {
    const rollout = await serve('h12-scheduling-gate')
    const run = await wait(rollout, ['pod/app', '--timeout', '20m'], () => {
      rollout.instead = () => failure(403, 'Forbidden', 'pods "app" is forbidden')
      rollout.closeWatches()
    })
    expect(run.code).toBe(5)
  })
})
