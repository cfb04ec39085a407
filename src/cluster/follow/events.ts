// The events of a namespace or a cluster, kept current by one watch. The API server has no index of them: to ask for those of one
// pod would make it look through all of the namespace, for each pod again.
import { object, text } from '../../pod/json.ts'
import { eventKind } from '../api/kinds.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { EventIndex, eventSelector } from '../sweep/events.ts'
import { type Followed, watchPath } from '../watch/follower.ts'

export interface EventListener {
  /** A new warning: the kind of what it is about, and `NAMESPACE/NAME`. */
  readonly onWarning: (kind: string, key: string) => void
  /** All were read anew: some may be there that were never reported. */
  readonly onList: () => void
}

export class LiveEvents {
  /** What is known now; another object after each new list. */
  index = new EventIndex()
  readonly #reported = Promise.withResolvers<void>()
  readonly #transport: () => Transport
  readonly #namespace: string | null
  readonly #tell: EventListener

  constructor(transport: () => Transport, namespace: string | null, tell: EventListener) {
    this.#transport = transport
    this.#namespace = namespace
    this.#tell = tell
  }

  /** Resolves when they were read once, or could not be. */
  get listed(): Promise<void> {
    return this.#reported.promise
  }

  /** From now on they are not known. */
  fail(error: ClusterError): void {
    this.index.failure = error
  }

  followed(): Followed {
    return {
      list: () => this.#list(),
      path: (version) => watchPath(eventKind, this.#namespace, version, { fieldSelector: eventSelector }),
      take: ({ type, object: event }) => {
        this.index.change(type, event)
        if (type === 'DELETED' || event.type !== 'Warning') return
        const { kind, namespace, name } = object(event.involvedObject)
        this.#tell.onWarning(text(kind), `${text(namespace)}/${text(name)}`)
      },
    }
  }

  /** What is known stays until the new list is whole: half of it would look as if the rest had not happened. */
  async #list(): Promise<string> {
    const fresh = new EventIndex()
    try {
      const version = await fresh.fetch(this.#transport(), this.#namespace)
      if (fresh.failure !== null) throw fresh.failure
      this.index = fresh
      this.#tell.onList()
      return version
    } catch (error) {
      if (error instanceof ClusterError) this.fail(error)
      throw error
    } finally {
      this.#reported.resolve()
    }
  }
}
