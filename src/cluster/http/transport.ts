// Asks an API server: GET only, over kept connections, with retries by the rules of a well-behaved client.
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { ClusterError } from '../errors.ts'
import type { Proof } from '../login/credentials.ts'
import type { Connection } from '../login/kubeconfig.ts'
import { type BodyReader, ExchangeFailure, type RawAnswer } from './exchange.ts'
import { type Limits, usualLimits } from './limits.ts'
import { redirectOn } from './redirect.ts'
import { waitOf } from './retry-after.ts'
import { Sender } from './sender.ts'
import { answerError, failureError, withoutQuery } from './server-error.ts'
import { WholeJson, WholeText } from './whole-body.ts'

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

/** One GET; `accept` is plain JSON unless it is given. */
export interface ApiRequest {
  readonly path: string
  readonly accept?: string
  /** For this request alone, in milliseconds. */
  readonly limit?: number
}

export interface Fetched<Value> {
  readonly value: Value
  /** The server's clock: a Date header, or "". */
  readonly date: string
}

const plainJson = 'application/json'

export class Transport {
  readonly connection: Connection
  readonly #limits: Limits
  readonly #onWait: NonNullable<TransportOptions['onWait']>
  readonly #sender: Sender
  readonly #sleep: NonNullable<TransportOptions['sleep']>
  readonly #stop = new AbortController()
  // The agent's own limit counts connections only once they stand.
  readonly #atOnce = pLimit(6)
  #deadline: number
  /** Requests that were sent, tries not counted. */
  requests = 0

  constructor(connection: Connection, options: TransportOptions = {}) {
    this.connection = connection
    this.#limits = options.limits ?? usualLimits
    this.#onWait = options.onWait ?? (() => {})
    this.#sleep = options.sleep ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal }))
    this.#sender = new Sender(connection, {
      limits: this.#limits,
      userAgent: `kubectl-podlife/${options.version ?? 'dev'}`,
      quick: options.quick === true,
      stop: this.#stop.signal,
    })
    this.#deadline = Date.now() + this.#limits.run
  }

  get limits(): Limits {
    return this.#limits
  }

  /** The JSON of a 200. Throws a ClusterError for everything else. */
  json(request: ApiRequest): Promise<Fetched<unknown>> {
    return this.fetch(request, () => new WholeJson())
  }

  /**
   * What a reader makes of the JSON of a 200. Each try of the request begins a new one. Throws a ClusterError for everything
   * else, and what the reader throws while it takes.
   */
  async fetch<Value>(request: ApiRequest, begin: () => BodyReader<Value>): Promise<Fetched<Value>> {
    this.requests += 1
    for (let attempt = 1; ; attempt += 1) {
      const { answer, reader } = await this.#answer(request, begin)
      if (answer.status !== 200) throw answerError(answer, request.path, this.connection)
      const where = `${this.connection.server.host} to GET ${withoutQuery(request.path)}`
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
  async text(request: ApiRequest): Promise<string> {
    this.requests += 1
    const { answer, reader } = await this.#answer({ accept: '*/*', ...request }, () => new WholeText())
    if (answer.status !== 200) throw answerError(answer, request.path, this.connection)
    if (/html|json/.test(answer.contentType)) {
      throw new ClusterError(
        'protocol',
        `the answer of ${this.connection.server.host} to GET ${withoutQuery(request.path)} is not plain text`,
      )
    }
    return reader.end()
  }

  /** Closes all connections; what is under way fails, and nothing more can be asked. */
  close(): void {
    this.#stop.abort()
    this.#sender.close()
  }

  async #answer<Reader extends BodyReader<unknown>>(
    request: ApiRequest,
    begin: () => Reader,
  ): Promise<{ readonly answer: RawAnswer; readonly reader: Reader }> {
    const limits = this.#limits
    const until = request.limit === undefined ? Number.POSITIVE_INFINITY : Date.now() + request.limit
    let { path } = request
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
          const timeLeft = (): number => this.#timeFor(until)
          return this.#sender.send({ path, accept: request.accept ?? plainJson, proof, timeLeft }, reader)
        })
      } catch (error) {
        if (!(error instanceof ExchangeFailure) || this.#stop.signal.aborted) throw error
        lost += 1
        // An answer that broke off is requested once more; a connection that breaks before it, three times.
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

  #timeFor(until: number): number {
    return Math.min(this.#limits.request, until - Date.now(), this.#deadline - Date.now())
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
