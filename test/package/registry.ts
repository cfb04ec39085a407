// A registry for npm on this machine, which keeps what is published to it.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { folder } from '../cluster/login/environment.ts'

interface Document {
  readonly versions: Readonly<Record<string, { readonly dist: { readonly integrity: string } }>>
  readonly 'dist-tags': Readonly<Record<string, string>>
}

export interface Registry {
  readonly url: string
  /** What was published, by name. */
  readonly published: Map<string, Document>
  readonly close: () => Promise<void>
}

/** Starts one, on the port that is given or on a free one, with what was published before. */
export async function startRegistry(port = 0, published = new Map<string, Document>()): Promise<Registry> {
  const server: Server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  async function answer(request: IncomingMessage): Promise<[number, object]> {
    const name = decodeURIComponent((request.url ?? '').slice(1).split('?')[0] ?? '')
    if (request.method === 'GET') {
      const document = published.get(name)
      return document === undefined ? [404, { error: 'not found' }] : [200, document]
    }
    if (request.headers.authorization !== 'Bearer the-token') return [401, { error: 'unauthorized' }]
    const { versions, 'dist-tags': tags } = JSON.parse(await text(request)) as Document
    const before = published.get(name)
    published.set(name, {
      ...({ name } as object),
      versions: { ...before?.versions, ...versions },
      'dist-tags': { ...before?.['dist-tags'], ...tags },
    })
    return [201, { ok: true }]
  }
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    published,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** The address of a registry that is not there any more. */
export async function deadRegistry(): Promise<string> {
  const { url, close } = await startRegistry()
  await close()
  return url
}

/** The environment that makes npm use a registry, with the right to publish, and nothing of the user's. */
export function npmEnvironment(url: string): Record<string, string> {
  const home = folder({ npmrc: `${url.replace('http:', '')}:_authToken=the-token\n` })
  return {
    npm_config_registry: url,
    npm_config_userconfig: `${home}/npmrc`,
    npm_config_cache: `${home}/cache`,
    npm_config_update_notifier: 'false',
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
