// What a program inside a pod finds: its service account.
import { readFile, stat } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import type { Environment } from './environment.ts'

/** The server and identity of the pod that this runs in, or null outside of one. As client-go's rest.InClusterConfig. */
export async function inCluster({ env, serviceAccount }: Environment): Promise<{
  readonly server: string
  readonly caFile: string
  readonly tokenFile: string
  readonly namespace: string
} | null> {
  const host = env.KUBERNETES_SERVICE_HOST
  const port = env.KUBERNETES_SERVICE_PORT
  if (!host || !port) return null
  const tokenFile = `${serviceAccount}/token`
  const token = await stat(tokenFile).catch(() => null)
  if (token === null || token.isDirectory()) return null
  const namespace = await readFile(`${serviceAccount}/namespace`, 'utf8').catch(() => '')
  return {
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    caFile: `${serviceAccount}/ca.crt`,
    tokenFile,
    namespace: env.POD_NAMESPACE || namespace.trim(),
  }
}
