// Watches that only say that something changed: the present state is then fetched again.
import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject } from '../../pod/json.ts'
import { resourcePath } from '../api/api-path.ts'
import { eventKind, podKind } from '../api/kinds.ts'
import { metadataOf } from '../api/objects.ts'
import type { Kind } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import { ExchangeFailure } from '../http/exchange.ts'
import { limitsFor } from '../http/limits.ts'
import { streamChanges } from '../http/watch-stream.ts'
import { selectorOf } from '../live/workload.ts'
import type { Connection } from '../login/kubeconfig.ts'

/** What to watch: the objects of one list. */
export interface Watched {
  readonly kind: Kind
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Which of them matter; all if it is not there. */
  readonly matters?: (object: JsonObject) => boolean
}

export interface ChangeOptions {
  /** Called when something has changed, and whenever a watch begins anew, since something may have been missed. */
  readonly onChange: () => void
  readonly signal: AbortSignal
  /** The pause before a watch that broke off begins anew, in milliseconds; it doubles up to 16 times this. */
  readonly pause?: number
}

// A server ends a watch by itself after half an hour to an hour; a proxy in between often earlier and without a word.
const watchSeconds = 290
// Who may list but not watch asks for changes that often, in units of the pause.
const refusedRest = 20

/**
 * What tells of a change of a workload or pod: itself, its pods, and warnings about them. `object` is null where it was not
 * read, as of a pod.
 */
export function watchedFor(kind: Kind, name: string, object: JsonObject | null): Watched[] {
  const itself: Watched = { kind, fieldSelector: `metadata.name=${name}` }
  const selector = object === null ? null : selectorOf(object)
  // All that is made for it is called after it. Long names are cut before the random part is added.
  const start = name.slice(0, 40)
  const warnings: Watched = {
    kind: eventKind,
    fieldSelector: 'type=Warning',
    matters: ({ involvedObject }) => metadataOf({ metadata: involvedObject }).name.startsWith(start),
  }
  return [itself, ...(selector === null ? [] : [{ kind: podKind, labelSelector: selector }]), warnings]
}

/**
 * Watches until the signal. A watch that ends, breaks off, or whose place in history is gone (410) begins anew with the
 * present state; where watching is refused, a change is assumed from time to time. Never rejects: a server that is away comes
 * back, or the caller's time is over.
 */
export async function watchChanges(
  connection: Connection,
  { kind, labelSelector = '', fieldSelector = '', matters = () => true }: Watched,
  { onChange, signal, pause = 500 }: ChangeOptions,
): Promise<void> {
  const path = resourcePath(kind, connection.namespace, null, {
    watch: 'true',
    // From the watch cache, and without bookmarks: for either, a server asks its etcd how far it is, and one whose etcd is too
    // old to tell (before 3.4.31, 3.5.13) ends each such watch with an error.
    resourceVersion: '0',
    timeoutSeconds: watchSeconds,
    labelSelector,
    fieldSelector,
  })
  const limits = limitsFor(connection.requestTimeout)
  let failures = 0
  while (!signal.aborted) {
    let rest = 1
    try {
      for await (const change of streamChanges(connection, path, { limits, stop: signal })) {
        if (change.type === 'ERROR') {
          if (change.object.code === 410) break
          throw new ExchangeFailure('lost', 0)
        }
        failures = 0
        if (change.type !== 'BOOKMARK' && matters(change.object)) onChange()
      }
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      rest = 2 ** Math.min(failures, 4)
      if (error instanceof ClusterError && error.kind === 'refused') rest = refusedRest
      else if (!(error instanceof ClusterError || error instanceof ExchangeFailure)) throw error
    }
    await sleep(rest * pause, undefined, { signal }).catch(() => {})
    if (!signal.aborted) onChange()
  }
}
