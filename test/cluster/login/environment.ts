import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Limits } from '../../../src/cluster/http/limits.ts'
import { usualLimits } from '../../../src/cluster/http/limits.ts'
import type { Environment } from '../../../src/cluster/login/environment.ts'
import { temporaryFolder } from '../../run/folders.ts'
import { certificate } from '../fake-server.ts'

/** An environment with nothing in it but what is given. */
export function testEnvironment(
  env: Record<string, string> = {},
  more: Partial<Environment> = {},
): Environment {
  return {
    env,
    platform: 'linux',
    stdinIsTerminal: false,
    serviceAccount: '/nowhere',
    pluginErrors: 'ignore',
    hasQuickClient: false,
    ...more,
  }
}

/** A new folder with these files in it; returns its path. */
export function folder(files: Record<string, string> = {}): string {
  const path = temporaryFolder()
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return path
}

/** A kubeconfig for one server, in JSON, which is YAML too. */
export function kubeconfig(
  server: string,
  user: object = { token: 'secret-token' },
  cluster: object = {},
): string {
  const ca = Buffer.from(certificate('ca.crt')).toString('base64')
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    clusters: [{ name: 'fake', cluster: { server, 'certificate-authority-data': ca, ...cluster } }],
    users: [{ name: 'me', user }],
    contexts: [{ name: 'here', context: { cluster: 'fake', user: 'me', namespace: 'shop' } }],
  })
}

/** Writes a kubeconfig and returns its path. */
export function kubeconfigFile(content: string): string {
  return join(folder({ config: content }), 'config')
}

/** Waits that a test can sit through. */
export const quick: Limits = {
  ...usualLimits,
  connect: 4_000,
  firstByte: 1_500,
  idle: 1_200,
  request: 4_000,
  run: 15_000,
  pause: 1,
  log: 1_200,
  size: 256 * 1024,
}
