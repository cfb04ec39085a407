// Completion as the shell asks for it: through a process, against servers that answer, lie, hang or are not there.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { shim, shimName } from '../../../src/commands/completion/command.ts'
import { type FakeServer, failure, type Seen, startServer } from '../../cluster/fake-server.ts'
import { folder, kubeconfig, kubeconfigFile } from '../../cluster/login/environment.ts'
import { inShell, podlife } from '../../process/plugin.ts'

let server: FakeServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

const columns = ['Name', 'Ready', 'Status', 'Restarts'].map((name) => ({ name, type: 'string' }))

function pods(...rows: (readonly [string, string, string, string])[]) {
  return { body: { kind: 'Table', columnDefinitions: columns, rows: rows.map((cells) => ({ cells })) } }
}

async function completed(words: string[], handle: (request: Seen) => ReturnType<typeof pods> | object) {
  server = await startServer(handle)
  const KUBECONFIG = kubeconfigFile(kubeconfig(server.url))
  return podlife(['__complete', ...words], { env: { KUBECONFIG } })
}

describe('with a cluster', () => {
  test('pods come with their STATUS, in one request without the objects', async () => {
    const { stdout, stderr, exitCode } = await completed(['explain', 'web'], () =>
      pods(
        ['web-1', '0/1', 'CrashLoopBackOff', '12 (3m ago)'],
        ['web-2', '1/1', 'Running', '0'],
        ['db', '1/1', 'Running', '0'],
      ),
    )
    expect(stdout).toBe('web-1\tCrashLoopBackOff, 12 restarts\nweb-2\tRunning\n:4\n')
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    expect(server?.seen.map(({ path, query }) => [path, query.get('includeObject')])).toEqual([
      ['/api/v1/namespaces/shop/pods', 'None'],
    ])
  })

  test('what a hostile server calls its pods does not reach the shell', async () => {
    const { stdout } = await completed(['explain', ''], () =>
      pods(
        ['a; rm -rf ~', '', 'x', '0'],
        ['$(id)', '', 'x', '0'],
        ['ok', '', '\u001b]0;title\u0007\nmore', '0'],
      ),
    )
    expect(stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['ok', ':4', ''])
    expect(stdout).not.toMatch(/[\u001b\u0007]/)
  })

  test.each([
    ['refuses', () => failure(403, 'Forbidden', 'no')],
    ['wants another login', () => failure(401, 'Unauthorized', 'no')],
    ['answers with a page', () => ({ body: '<html>' })],
    ['breaks off', () => ({ raw: (_: unknown, socket: { destroy: () => void }) => socket.destroy() })],
    ['hangs', () => ({ raw: () => {} })],
    [
      'asks to wait',
      () => ({ ...failure(429, 'TooManyRequests', 'later'), headers: { 'Retry-After': '600' } }),
    ],
  ])('one that %s: quick and silent', async (_, handle) => {
    const { stdout, stderr, exitCode } = await completed(['explain', ''], handle)
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: ':4\n', stderr: '', exitCode: 0 })
  })
})

describe('without a cluster', () => {
  test.each([
    ['no kubeconfig', '/nowhere'],
    ['a broken one', kubeconfigFile('{')],
    ['a server that is not there', kubeconfigFile(kubeconfig('https://127.0.0.1:1'))],
    [
      'a login plugin that hangs and complains',
      kubeconfigFile(
        kubeconfig('https://127.0.0.1:1', {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: 'sh',
            args: ['-c', 'echo log in first >&2; exec sleep 60'],
            interactiveMode: 'IfAvailable',
          },
        }),
      ),
    ],
  ])('%s: silence', async (_, file) => {
    const { stdout, stderr, exitCode } = await podlife(['__complete', 'explain', '-n', ''], {
      env: { KUBECONFIG: file },
    })
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: ':4\n', stderr: '', exitCode: 0 })
  })

  test('contexts come from the kubeconfig alone', async () => {
    const { stdout } = await podlife(['__complete', 'explain', '--context', ''], {
      env: { KUBECONFIG: kubeconfigFile(kubeconfig('https://127.0.0.1:1')) },
    })
    expect(stdout).toBe('here\tcurrent\n:4\n')
  })
})

describe('completion install', () => {
  test('writes the program beside the plugin that the PATH finds, and twice is once', async () => {
    const bin = folder({ 'kubectl-podlife': '' })
    const env = { PATH: [folder(), bin, process.env.PATH].join(delimiter) }
    expect((await podlife(['completion', 'install'], { env })).exitCode).toBe(0)
    expect((await podlife(['completion', 'install'], { env })).exitCode).toBe(0)
    expect(readFileSync(join(bin, shimName), 'utf8')).toBe(shim)
    expect(statSync(join(bin, shimName)).mode & 0o777).toBe(0o755)
  })

  test('leaves a program alone that it did not write', async () => {
    const bin = folder({ [shimName]: 'mine' })
    const { stderr, exitCode } = await podlife(['completion', 'install', '--folder', bin])
    expect(stderr).toContain('is another program')
    expect(exitCode).toBe(2)
    expect(readFileSync(join(bin, shimName), 'utf8')).toBe('mine')
  })

  test('says what to do where it cannot write', async () => {
    const { stderr, exitCode } = await podlife(['completion', 'install', '--folder', '/nowhere/bin'])
    expect(stderr).toContain('cannot be written (ENOENT)')
    expect(stderr).toContain('exec kubectl-podlife __complete "$@"')
    expect(exitCode).toBe(2)
  })

  test('uninstall deletes it, and nothing else', async () => {
    const bin = folder({ 'kubectl-podlife': '' })
    const env = { PATH: [bin, process.env.PATH].join(delimiter) }
    await podlife(['completion', 'install'], { env })
    expect((await podlife(['completion', 'uninstall'], { env })).stdout).toMatch(/^deleted /)
    expect(readdirSync(bin)).toEqual(['kubectl-podlife'])
    expect(await podlife(['completion', 'uninstall'], { env })).toMatchObject({ exitCode: 0, stderr: '' })
    writeFileSync(join(bin, shimName), 'mine')
    expect((await podlife(['completion', 'uninstall'], { env })).exitCode).toBe(2)
    expect(readFileSync(join(bin, shimName), 'utf8')).toBe('mine')
  })

  test('every word that it offers for demo is one', async () => {
    const { stdout } = await podlife(['__complete', 'demo', ''])
    const offered = stdout.split('\n').flatMap((line) => /^([a-z-]+)\t/.exec(line)?.[1] ?? [])
    expect(offered).toContain('timeline')
    for (const name of offered) expect((await podlife(['demo', name])).exitCode).toBe(0)
  })

  test('show prints it', async () => {
    expect((await podlife(['completion', 'show'])).stdout).toBe(shim)
  })
})

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0

const needs = { meta: { needs: 'kubectl on the PATH' } }

test.runIf(hasKubectl)('kubectl itself completes the plugin through it', needs, async () => {
  const bin = join(folder(), 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'kubectl-podlife'), `#!/bin/sh\nexec ${inShell} "$@"\n`)
  chmodSync(join(bin, 'kubectl-podlife'), 0o755)
  const env = { PATH: [bin, process.env.PATH].join(delimiter), KUBECONFIG: '/nowhere' }
  expect((await podlife(['completion', 'install'], { env })).exitCode).toBe(0)
  const { stdout } = spawnSync('kubectl', ['__complete', 'podlife', 'status', 'CrashLoop'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^CrashLoopBackOff\t/)
  expect(stdout).toMatch(/^:4$/m)
})
