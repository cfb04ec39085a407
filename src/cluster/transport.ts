// Asks an API server: GET only, over kept connections, with retries by the rules of a well-behaved client.
import type { Agent, RequestOptions } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { connectionPool } from './connection/agent.ts'
import type { Proof } from './connection/credentials.ts'
import { hostOf, portOf } from './connection/proxy.ts'
import { proxyAuthorization } from './connection/socket.ts'
import { ClusterError } from './errors.ts'
import { type BodyReader, ExchangeFailure, exchange, type RawAnswer } from './exchange.ts'
import type { Connection } from './kubeconfig.ts'
import { type Limits, usualLimits } from './limits.ts'
import { isQuickFor, quickExchange } from './quick-exchange.ts'
import { redirectOn } from './redirect.ts'
import { requestHeaders } from './request-headers.ts'
import { waitOf } from './retry-after.ts'
import { answerError, failureError, withoutQuery } from './server-error.ts'

export interface TransportOptions {
  readonly limits?: Limits
  /** Called when the server asks to wait, before the wait. */
  readonly onWait?: (wait: {
    readonly seconds: number
    readonly status: number
    readonly path: string
  }) => void
  readonly version?: string
  /** For few small answers: try the short way first. */
  readonly quick?: boolean
  /** How to wait, in milliseconds. */
  readonly sleep?: (milliseconds: number, stop: AbortSignal) => Promise<void>
}

export interface Asked {
  readonly path: string
  readonly accept?: string
  /** For this request alone, in milliseconds. */
  readonly limit?: number
}

/** One try of a request. */
interface Sent {
  readonly path: string
  readonly accept: string
  readonly proof: Proof
  /** Milliseconds since 1970. */
  readonly until: number
}

export interface Read<Value> {
  readonly value: Value
  /** The server's clock: a Date header, or "". */
  readonly date: string
}

class WholeText implements BodyReader<string> {
  readonly #parts: Buffer[] = []

  push(chunk: Buffer): void {
    this.#parts.push(chunk)
  }

  end(): string {
    return Buffer.concat(this.#parts).toString('utf8')
  }
}

class WholeJson implements BodyReader<unknown> {
  readonly #text = new WholeText()

  push(chunk: Buffer): void {
    this.#text.push(chunk)
  }

  end(): unknown {
    return JSON.parse(this.#text.end())
  }
}

const plainJson = 'application/json'

export class Transport {
  readonly connection: Connection
  readonly #limits: Limits
  readonly #onWait: NonNullable<TransportOptions['onWait']>
  readonly #userAgent: string
  readonly #sleep: NonNullable<TransportOptions['sleep']>
  readonly #stop = new AbortController()
  // The agent's own limit counts connections only once they stand.
  readonly #atOnce = pLimit(6)
  #deadline: number
  /** Whether the short way is still worth a try. */
  #mayBeQuick: boolean
  #agent: { readonly tls: Proof['tls']; readonly agent: Agent } | null = null
  /** Requests that were sent, tries not counted. */
  requests = 0

  constructor(connection: Connection, options: TransportOptions = {}) {
    this.connection = connection
    this.#limits = options.limits ?? usualLimits
    this.#onWait = options.onWait ?? (() => {})
    this.#sleep = options.sleep ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }))
    this.#userAgent = `kubectl-podlife/${options.version ?? 'dev'}`
    this.#deadline = Date.now() + this.#limits.run
    this.#mayBeQuick = options.quick === true
  }

  get limits(): Limits {
    return this.#limits
  }

  /** The JSON of a 200. Throws a ClusterError for everything else. */
  json(asked: Asked): Promise<Read<unknown>> {
    return this.read(asked, () => new WholeJson())
  }

  /**
   * What a reader makes of the JSON of a 200. Each try of the request begins a new one. Throws a ClusterError for everything
   * else, and what the reader throws while it takes.
   */
  async read<Value>(asked: Asked, begin: () => BodyReader<Value>): Promise<Read<Value>> {
    this.requests += 1
    for (let attempt = 1; ; attempt += 1) {
      const { answer, reader } = await this.#answer(asked, begin)
      if (answer.status !== 200) throw answerError(answer, asked.path, this.connection)
      const where = `${this.connection.server.host} to GET ${withoutQuery(asked.path)}`
      if (!answer.contentType.includes('json')) {
        const type = answer.contentType.split(';', 1)[0]?.replace(/[^a-z0-9+./-]/g, '') || 'no type'
        throw new ClusterError(
          'protocol',
          `the answer of ${where} is not from a Kubernetes API (${type}): is a login page or proxy in between?`,
        )
      }
      try {
        return { value: reader.end(), date: answer.date }
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        // Something cut the answer short; the next one may be whole.
        if (attempt > 1) {
          throw new ClusterError(
            'protocol',
            `the answer of ${where} is broken JSON (${answer.size} bytes): try again`,
          )
        }
      }
    }
  }

  /** The text of a 200. Throws a ClusterError for everything else. */
  async text(asked: Asked): Promise<string> {
    this.requests += 1
    const { answer, reader } = await this.#answer({ accept: '*/*', ...asked }, () => new WholeText())
    if (answer.status !== 200) throw answerError(answer, asked.path, this.connection)
    if (/html|json/.test(answer.contentType)) {
      throw new ClusterError(
        'protocol',
        `the answer of ${this.connection.server.host} to GET ${withoutQuery(asked.path)} is not plain text`,
      )
    }
    return reader.end()
  }

  /** Closes all connections; what is under way fails, and nothing more can be asked. */
  close(): void {
    this.#stop.abort()
    this.#agent?.agent.destroy()
    this.#agent = null
  }

  async #answer<Reader extends BodyReader<unknown>>(
    asked: Asked,
    begin: () => Reader,
  ): Promise<{ readonly answer: RawAnswer; readonly reader: Reader }> {
    const limits = this.#limits
    const until = asked.limit === undefined ? Number.POSITIVE_INFINITY : Date.now() + asked.limit
    let { path } = asked
    let waited = 0
    let renewed = false
    let redirected = false
    let lost = 0
    for (let attempt = 1; ; attempt += 1) {
      const proof = await this.#proof()
      const reader = begin()
      let answer: RawAnswer
      try {
        answer = await this.#atOnce(async () => {
          const sent = { path, accept: asked.accept ?? plainJson, proof, until }
          return (await this.#sendQuickly(sent, reader)) ?? this.#send(sent, reader)
        })
      } catch (error) {
        if (!(error instanceof ExchangeFailure) || this.#stop.signal.aborted) throw error
        lost += 1
        // An answer that broke off is asked for once more; a connection that breaks before it, three times.
        const mayTryAgain = error.kind === 'lost' && lost < (error.received > 0 ? 2 : limits.tries)
        const rest = limits.pause * 2 ** (lost - 1) * (0.75 + Math.random() / 2)
        if (!mayTryAgain || Date.now() + rest > Math.min(until, this.#deadline)) {
          throw failureError(error, path, this.connection)
        }
        await this.#sleep(rest, this.#stop.signal)
        continue
      }
      if (answer.status === 401 && !renewed) {
        renewed = true
        if (await this.#renew(proof)) continue
      }
      const target = redirected ? null : redirectOn(this.connection.server, answer)
      if (target !== null) {
        redirected = true
        path = target
        continue
      }
      const rest = waitOf(answer)
      const tries = answer.status === 429 ? limits.busyTries : limits.tries
      const isLast =
        rest === null || attempt >= tries || rest > limits.longestWait || waited + rest > limits.allWaits
      if (isLast || Date.now() + rest > Math.min(until, this.#deadline)) return { answer, reader }
      waited += rest
      this.#onWait({ seconds: Math.ceil(rest / 1000), status: answer.status, path: withoutQuery(path) })
      await this.#sleep(rest, this.#stop.signal)
    }
  }

  /** By the short way; null where that is not open, or brings no whole answer. */
  async #sendQuickly(
    { path, accept, proof, until }: Sent,
    reader: BodyReader<unknown>,
  ): Promise<RawAnswer | null> {
    const { identity, authorization } = proof
    if (!this.#mayBeQuick || identity === null || !isQuickFor(this.connection, proof)) return null
    const total = this.#timeFor(until)
    if (total <= 0) return null
    const answer = await quickExchange(
      `${this.connection.server.origin}${this.#full(path)}`,
      requestHeaders(this.connection, this.#userAgent, accept, authorization),
      identity,
      { size: this.#limits.size, total },
      this.#stop.signal,
    )
    this.#mayBeQuick &&= answer !== null
    if (answer?.status === 200) reader.push(answer.body)
    return answer
  }

  #full(path: string): string {
    return `${this.connection.server.pathname.replace(/\/$/, '')}${path}`
  }

  #timeFor(until: number): number {
    return Math.min(this.#limits.request, until - Date.now(), this.#deadline - Date.now())
  }

  #send({ path, accept, proof, until }: Sent, reader: BodyReader<unknown>): Promise<RawAnswer> {
    const { server, proxy } = this.connection
    const viaProxy = proxy?.protocol.startsWith('http') && server.protocol === 'http:' ? proxy : null
    const login = viaProxy === null ? null : proxyAuthorization(viaProxy)
    const headers = requestHeaders(this.connection, this.#userAgent, accept, proof.authorization)
    if (login !== null) headers.push(['Proxy-Authorization', login])
    const total = this.#timeFor(until)
    if (total <= 0) throw new ExchangeFailure('too-slow', 0)
    return exchange(
      {
        host: hostOf(server),
        port: portOf(server),
        path: viaProxy === null ? this.#full(path) : `${server.origin}${this.#full(path)}`,
        headers: headers.flat() as unknown as NonNullable<RequestOptions['headers']>,
        setHost: false,
        agent: this.#agentFor(proof),
        secure: server.protocol === 'https:',
        signal: this.#stop.signal,
      },
      this.#limits,
      total,
      reader,
    )
  }

  /** One pool of connections, new only when the client certificate changes. */
  #agentFor({ tls }: Proof): Agent {
    if (this.#agent?.tls === tls) return this.#agent.agent
    const { server, proxy, credentials } = this.connection
    const { serverName, insecure } = credentials
    const route = { server, proxy, tls, serverName, insecure }
    const agent = connectionPool(route, this.#limits.connect, this.#stop.signal)
    this.#agent = { tls, agent }
    return agent
  }

  /** A login may ask a person, so that its time does not count. */
  #proof(): Promise<Proof> {
    return this.#untimed(() => this.connection.credentials.proof())
  }

  #renew(proof: Proof): Promise<boolean> {
    return this.#untimed(() => this.connection.credentials.renew(proof))
  }

  async #untimed<Result>(login: () => Promise<Result>): Promise<Result> {
    const before = Date.now()
    const deadline = this.#deadline
    const result = await login()
    // Requests that wait for the same login push the end back once.
    this.#deadline = Math.max(this.#deadline, deadline + Date.now() - before)
    return result
  }
}
