import type { Connection } from './kubeconfig.ts'

/** What is sent with each request, as pairs, so that a name can stand more than once (Impersonate-Group). */
export function requestHeaders(
  { server, headers }: Connection,
  userAgent: string,
  accept: string,
  authorization: string | null,
): [string, string][] {
  return [
    ['Host', server.host],
    ['Accept', accept],
    ['Accept-Encoding', 'gzip'],
    ['User-Agent', userAgent],
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ...(authorization === null ? [] : [['Authorization', authorization] satisfies [string, string]]),
  ]
}
