// One try of a request, over kept connections: by the short way where that is open, else by the long one.
import type { Agent } from 'node:http'
import type { Proof } from '../login/credentials.ts'
import type { Connection } from '../login/kubeconfig.ts'
import { connectionPool } from './agent.ts'
import { type BodyReader, ExchangeFailure, exchange, type RawAnswer } from './exchange.ts'
import type { Limits } from './limits.ts'
import { isQuickFor, quickExchange } from './quick-exchange.ts'
import { pathOn, requestHeaders, requestRoute } from './request-route.ts'

interface Sent {
  readonly path: string
  readonly accept: string
  readonly proof: Proof
  /** How long the answer may still take, in milliseconds. */
  readonly timeLeft: () => number
}

export interface SenderOptions {
  readonly limits: Limits
  readonly userAgent: string
  /** Whether to try the short way first. */
  readonly quick: boolean
  readonly stop: AbortSignal
}

export class Sender {
  readonly #connection: Connection
  readonly #options: SenderOptions
  /** Whether the short way is still worth a try. */
  #mayBeQuick: boolean
  #agent: { readonly tls: Proof['tls']; readonly agent: Agent } | null = null

  constructor(connection: Connection, options: SenderOptions) {
    this.#connection = connection
    this.#options = options
    this.#mayBeQuick = options.quick
  }

  /** Sends a GET. Throws an ExchangeFailure where no whole answer came. */
  async send(sent: Sent, reader: BodyReader<unknown>): Promise<RawAnswer> {
    return (await this.#sendQuickly(sent, reader)) ?? this.#send(sent, reader)
  }

  close(): void {
    this.#agent?.agent.destroy()
    this.#agent = null
  }

  /** By the short way; null where that is not open, or brings no whole answer. */
  async #sendQuickly(
    { path, accept, proof, timeLeft }: Sent,
    reader: BodyReader<unknown>,
  ): Promise<RawAnswer | null> {
    const { identity } = proof
    const { limits, stop } = this.#options
    if (!this.#mayBeQuick || identity === null || !isQuickFor(this.#connection, proof)) return null
    const total = timeLeft()
    if (total <= 0) return null
    const answer = await quickExchange(
      `${this.#connection.server.origin}${pathOn(this.#connection, path)}`,
      this.#headers(accept, proof),
      identity,
      { size: limits.size, total },
      stop,
    )
    this.#mayBeQuick &&= answer !== null
    if (answer?.status === 200) reader.push(answer.body)
    return answer
  }

  #send({ path, accept, proof, timeLeft }: Sent, reader: BodyReader<unknown>): Promise<RawAnswer> {
    const { limits, stop } = this.#options
    const total = timeLeft()
    if (total <= 0) throw new ExchangeFailure('too-slow', 0)
    return exchange(
      {
        ...requestRoute(this.#connection, path, this.#headers(accept, proof)),
        setHost: false,
        agent: this.#agentFor(proof),
        secure: this.#connection.server.protocol === 'https:',
        signal: stop,
      },
      limits,
      total,
      reader,
    )
  }

  #headers(accept: string, { authorization }: Proof): [string, string][] {
    const headers = requestHeaders(this.#connection, this.#options.userAgent, accept, authorization)
    return [...headers, ['Accept-Encoding', 'gzip']]
  }

  /** One pool of connections, new only when the client certificate changes. */
  #agentFor({ tls }: Proof): Agent {
    if (this.#agent?.tls === tls) return this.#agent.agent
    const { server, proxy, credentials } = this.#connection
    const { serverName, insecure } = credentials
    const route = { server, proxy, tls, serverName, insecure }
    const agent = connectionPool(route, this.#options.limits.connect, this.#options.stop)
    this.#agent = { tls, agent }
    return agent
  }
}
