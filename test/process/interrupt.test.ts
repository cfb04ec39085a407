// Ctrl-C in the middle of a sweep, with the plugin as a process.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
// @ts-expect-error: a script without types
import { bundle } from '../../scripts/bundle.mjs'
import { type FakeServer, startServer } from '../cluster/fake-server.ts'
import { kubeconfig, kubeconfigFile } from '../cluster/login/environment.ts'
import { answers, pod } from '../cluster/sweep/sweep-server.ts'
import { temporaryFolder } from '../run/folders.ts'

const plugin = join(temporaryFolder(), 'podlife.mjs')
let server: FakeServer

beforeAll(async () => {
  await (bundle as (entry: string, outfile: string) => Promise<unknown>)('src/main.ts', plugin)
  const one = pod('a05-healthy-deploy', '', '')
  const well = Array.from({ length: 2000 }, (_, index) => ({
    ...one,
    metadata: { ...one.metadata, namespace: `ns-${index % 10}`, name: `well-${index}`, uid: `well-${index}` },
  }))
  const bad = Array.from({ length: 5 }, (_, index) =>
    pod('e01-exit1-termination-message', 'ns-1', `bad-${index}`),
  )
  const answer = answers({ pods: [...well, ...bad] })
  server = await startServer((request) =>
    // The events never come.
    request.path === '/api/v1/events' ? { raw: () => {} } : answer(request),
  )
})

afterAll(() => server.close())

async function interrupted(...args: string[]): Promise<{ code: number | null; output: string }> {
  const config = kubeconfigFile(kubeconfig(server.url))
  const before = server.seen.length
  const child = spawn(process.execPath, [plugin, 'why-failed', '-A', '--kubeconfig', config, ...args])
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  // All but the events has been answered when the pods that need a look are asked for.
  await expect
    .poll(
      () =>
        server.seen.slice(before).filter(({ query }) => query.get('fieldSelector')?.includes('bad-')).length,
    )
    .toBe(5)
  await new Promise((resolve) => setTimeout(resolve, 200))
  child.kill('SIGINT')
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output }
}

test('prints what is known, says that it is not all, and exits with 130', async () => {
  const { code, output } = await interrupted()
  expect(code).toBe(130)
  expect(output).toContain('So far; this is not all.')
  expect(output).toContain('2000 healthy')
  expect(output).toContain('interrupted')
})

test('as JSON, what is printed is whole', async () => {
  const { code, output } = await interrupted('-o', 'json')
  expect(code).toBe(130)
  const report = JSON.parse(output) as { complete: boolean; totals: { healthy: number } }
  expect(report).toMatchObject({ complete: false, totals: { healthy: 2000 } })
})
