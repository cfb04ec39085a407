// STATUS of saved pods: one row for each pod, in the order of the input, while it is being read.

import { metadataOf } from '../../cluster/api/objects.ts'
import { streamPods } from '../../cluster/saved/read-saved.ts'
import { readStatusFields } from '../../pod/status-fields.ts'
import { renderJson, renderJsonLine } from '../../render/json.ts'
import { statusTable } from '../../render/status/table.ts'
import { deriveStatus, newestMinor } from '../../status/derive.ts'
import { hiddenBy } from '../../status/hidden.ts'
import { isVersion, minorOf } from '../../status/version.ts'
import { UsageError } from '../exit-codes.ts'

export interface StatusRequest {
  readonly files: readonly string[]
  readonly format: 'table' | 'json' | 'jsonl'
  readonly serverVersion: string | undefined
  /** Milliseconds since 1970: the clock for "(5m ago)". */
  readonly now: number
  readonly namespace: string | null
}

export interface StatusRow {
  readonly namespace: string
  readonly name: string
  readonly status: string
  readonly ready: string
  readonly restarts: string
  readonly because: readonly {
    readonly path: string
    readonly value: string | number | boolean
    readonly so: string
  }[]
}

// Lines are written in pieces of about this many characters, so that a pipe is neither flooded nor starved.
const pieceSize = 64 * 1024

/** Prints the rows and returns the exit code. With `jsonl`, memory stays at one pod. Throws a UsageError or a ClusterError. */
export async function statusOfFiles(
  print: (text: string) => Promise<void>,
  request: StatusRequest,
): Promise<number> {
  const rows = readRows(request)
  if (request.format === 'jsonl') {
    await printLines(print, rows)
    return 0
  }
  const all = await Array.fromAsync(rows)
  if (request.format === 'json') {
    await print(renderJson({ apiVersion: 'podlife/v1', kind: 'StatusList', items: all }))
  } else if (all.length === 0) process.stderr.write('No resources found\n')
  else await print(statusTable(all))
  return 0
}

async function* readRows({ files, serverVersion, now, namespace }: StatusRequest): AsyncGenerator<StatusRow> {
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

async function printLines(
  print: (text: string) => Promise<void>,
  rows: AsyncIterable<StatusRow>,
): Promise<void> {
  let piece = ''
  try {
    for await (const row of rows) {
      piece += renderJsonLine(row)
      if (piece.length > pieceSize) {
        await print(piece)
        piece = ''
      }
    }
  } finally {
    // What was read before the input broke off is not lost.
    if (piece !== '') await print(piece)
  }
}
