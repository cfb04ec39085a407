// Who the program says that it is, over TLS, as a process: the built file, or what PODLIFE_BINARY names.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { certificate, failure } from '../cluster/fake-server.ts'
import { folder, kubeconfig } from '../cluster/login/environment.ts'
import { base64, cluster, explain, serving } from './recorded-cluster.ts'

const serve = serving()

const withClientCertificates = {
  cert: certificate('server.crt'),
  key: certificate('server.key'),
  ca: certificate('ca.crt'),
  requestCert: true,
  rejectUnauthorized: true,
}

const jane = {
  'client-certificate-data': base64(certificate('client.crt')),
  'client-key-data': base64(certificate('client.key')),
}

function plugin(status: object): object {
  const answer = JSON.stringify({
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status,
  })
  const path = join(
    folder({
      plugin: `#!/bin/sh\nprintf '%s' "$KUBERNETES_EXEC_INFO" > "$0.info"\ncat <<'EOF'\n${answer}\nEOF\n`,
    }),
    'plugin',
  )
  chmodSync(path, 0o755)
  return {
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command: path, interactiveMode: 'IfAvailable' },
    path,
  }
}

describe('who we are', () => {
  test('a token', async () => {
    const server = await serve(cluster)
    const { stdout, exitCode } = await explain(kubeconfig(server.url))
    expect(stdout).toContain('✖ Container `app` exits with code 1')
    expect(exitCode).toBe(0)
    for (const { headers } of server.seen) expect(headers.authorization).toBe('Bearer secret-token')
    expect(server.seen.map(({ method }) => method).filter((method) => method !== 'GET')).toEqual([])
  })

  test('each source is asked for once', async () => {
    const server = await serve(cluster)
    await explain(kubeconfig(server.url))
    const asked = server.seen.map(({ path, query }) => `${path}?${query}`)
    expect(asked.length).toBeGreaterThan(2)
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('a client certificate, over few connections', async () => {
    const server = await serve(cluster, withClientCertificates)
    const { exitCode } = await explain(kubeconfig(server.url, jane))
    expect(exitCode).toBe(0)
    expect(new Set(server.seen.map(({ certificateName }) => certificateName))).toEqual(new Set(['jane']))
    expect(server.connections).toBeLessThan(server.seen.length)
  })

  test('a plugin that gives a token', async () => {
    const server = await serve(cluster)
    const { path, ...user } = plugin({ token: 'from-plugin' }) as { path: string }
    expect((await explain(kubeconfig(server.url, user))).exitCode).toBe(0)
    expect(server.seen[0]?.headers.authorization).toBe('Bearer from-plugin')
    expect(JSON.parse(readFileSync(`${path}.info`, 'utf8'))).toMatchObject({ kind: 'ExecCredential' })
  })

  test('a plugin that gives a client certificate', async () => {
    const server = await serve(cluster, withClientCertificates)
    const { path: _, ...user } = plugin({
      clientCertificateData: certificate('client.crt'),
      clientKeyData: certificate('client.key'),
    }) as { path: string }
    expect((await explain(kubeconfig(server.url, user))).exitCode).toBe(0)
    expect(server.seen[0]?.certificateName).toBe('jane')
  })

  test('impersonation, with a group twice', async () => {
    const server = await serve(cluster)
    await explain(kubeconfig(server.url), ['--as', 'joe', '--as-group', 'a', '--as-group', 'b'])
    const raw = server.seen[0]?.rawHeaders ?? []
    expect(raw.filter((_, index) => raw[index - 1]?.toLowerCase() === 'impersonate-group')).toEqual([
      'a',
      'b',
    ])
  })

  test('a certificate that has expired is refused before anything is sent', async () => {
    const server = await serve(cluster, withClientCertificates)
    const { stderr, exitCode } = await explain(
      kubeconfig(server.url, {
        'client-certificate-data': base64(certificate('expired-client.crt')),
        'client-key-data': base64(certificate('expired-client.key')),
      }),
    )
    expect(stderr).toContain('expired')
    expect({ exitCode, connections: server.connections }).toEqual({ exitCode: 5, connections: 0 })
  })
})

test('a login that is refused is followed by the one that the plugin gives next', async () => {
  const { path, ...user } = plugin({}) as { path: string }
  const status =
    '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}'
  const nextTime = 'token=$(cat "$0.token" 2>/dev/null || echo old)\necho new > "$0.token"'
  writeFileSync(path, `#!/bin/sh\n${nextTime}\nprintf '${status}' "$token"\n`)
  const server = await serve((seen) =>
    seen.headers.authorization === 'Bearer new' ? cluster(seen) : failure(401, 'Unauthorized', 'no'),
  )
  expect((await explain(kubeconfig(server.url, user))).stdout).toContain('exits with code 1')
})

test.each([
  [
    'a certificate and a key that do not belong together',
    { 'client-key-data': base64(certificate('server.key')) },
  ],
  [
    'a certificate that is none',
    { 'client-certificate-data': base64('-----BEGIN CERTIFICATE-----\nAAAA\n') },
  ],
])('%s: nobody is asked as somebody else', async (_, part) => {
  const server = await serve(cluster)
  const { exitCode, stderr } = await explain(kubeconfig(server.url, { ...jane, ...part }))
  expect({ exitCode, seen: server.seen.length }).toEqual({ exitCode: 2, seen: 0 })
  expect(stderr).toContain('client certificate')
})
