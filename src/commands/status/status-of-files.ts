// STATUS of saved pods: one row for each pod, in the order of the input, while they are being read.

import { metadataOf } from '../../cluster/api/objects.ts'
import { streamPods } from '../../cluster/saved/load-saved.ts'
import { readStatusFields } from '../../pod/status-fields.ts'
import type { StatusRow } from '../../render/status/row.ts'
import { deriveStatus, newestMinor } from '../../status/derive.ts'
import { hiddenBy } from '../../status/hidden.ts'
import { isVersion, minorOf } from '../../status/version.ts'
import { UsageError } from '../exit-codes.ts'

export interface StatusRequest {
  readonly files: readonly string[]
  readonly serverVersion: string | undefined
  /** Milliseconds since 1970: the clock for "(5m ago)". */
  readonly now: number
  /** The namespace of the pods that are meant; null for all. */
  readonly namespace: string | null
}

/** Reads the rows, one at a time. Throws a UsageError or a ClusterError. */
export async function* statusOfFiles({
  files,
  serverVersion,
  now,
  namespace,
}: StatusRequest): AsyncGenerator<StatusRow> {
  if (serverVersion !== undefined && !isVersion(serverVersion)) {
    throw new UsageError(
      `invalid argument "${serverVersion}" for "--server-version": expected a version such as 1.30`,
    )
  }
  const minor = serverVersion === undefined ? newestMinor : minorOf(serverVersion)
  for await (const pod of streamPods(files, process.stdin)) {
    const identity = metadataOf(pod)
    if (namespace !== null && identity.namespace !== namespace) continue
    const fields = readStatusFields(pod)
    const derived = deriveStatus(fields, minor, now)
    yield {
      namespace: identity.namespace,
      name: identity.name,
      status: derived.word,
      ready: derived.ready,
      restarts: derived.restarts,
      because: [...derived.because, ...hiddenBy(derived, fields)],
    }
  }
}
