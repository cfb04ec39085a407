import { rfc3339 } from '../pod/json.ts'
import type { Dated, Precision } from './dated.ts'

/** What a stage begins or ends with: a moment, or a time taken from one. */
export interface Edge {
  readonly at: number
  readonly precision: Precision
  /** For `between`: not before this. */
  readonly after?: number
  readonly source: string
}

/** A part of a life, with its times in milliseconds since 1970. */
export interface Span {
  /** `pod`, `sandbox` or `container/NAME`. */
  readonly subject: string
  readonly stage: StageName
  readonly run?: number
  /** Null: it is not known when it began. */
  readonly from: Edge | null
  /** Null: it goes on, or it is not known when it ended. */
  readonly to: Edge | null
  readonly ongoing: boolean
  /** When it should be over, for a stage that waits for a time. */
  readonly expected?: Expected
}

interface Expected {
  readonly at: number
  /** Whether the cluster said so, or it follows from a kubelet's defaults, which a node may have changed. */
  readonly certainty: 'certain' | 'likely'
  readonly source: string
}

export const stageNames = [
  'gated',
  'scheduling',
  'waiting-for-kubelet',
  'preparing',
  'sandbox',
  'initializing',
  'starting',
  'ready',
  'unready',
  'terminating',
  'ended',
  'pulling',
  'pull-back-off',
  'creating',
  'running',
  'starting-up',
  'pre-stop',
  'stopping',
  'restarting',
  'back-off',
] as const

export type StageName = (typeof stageNames)[number]

/** A stage as it stands in a result. */
export interface Stage {
  readonly subject: string
  readonly stage: StageName
  readonly run?: number
  /** RFC 3339; null: not known. */
  readonly from: string | null
  /** RFC 3339; null: it goes on (`ongoing`), or its end is not known. */
  readonly to: string | null
  /** The lesser of the two. */
  readonly precision: Precision
  /** Not before these (RFC 3339), where an edge lies between two times. */
  readonly fromAfter?: string
  readonly toAfter?: string
  readonly ongoing: boolean
  readonly expectedEnd?: {
    readonly at: string
    readonly certainty: 'certain' | 'likely'
    readonly source: string
  }
  /** The paths and events that carry the two times. */
  readonly sources: readonly string[]
}

const precisions = ['exact', 'second', 'between', 'by-then'] as const

/** The edge that a moment makes. */
export function edgeOf(moment: Dated | undefined | null): Edge | null {
  if (moment === undefined || moment === null) return null
  const { at, precision, after, source } = moment
  return { at, precision, source, ...(after === undefined ? {} : { after }) }
}

/** When a deletion was asked for, where that is known and comes after `from`: it breaks off every wait. */
export function brokenOff(moments: readonly Dated[], from: number): Edge | null {
  const requested = moments.find(
    ({ what, precision }) => what === 'deletion-requested' && precision !== 'by-then',
  )
  return requested !== undefined && requested.at >= from ? edgeOf(requested) : null
}

/** A span as a stage of the result. */
export function toStage({ from, to, expected, ...rest }: Span): Stage {
  const edges = [from, to].filter((edge) => edge !== null)
  const worst = Math.max(0, ...edges.map(({ precision }) => precisions.indexOf(precision)))
  return {
    ...rest,
    from: from === null ? null : rfc3339(from.at),
    to: to === null ? null : rfc3339(to.at),
    precision: precisions[worst] ?? 'by-then',
    ...(from?.after === undefined ? {} : { fromAfter: rfc3339(from.after) }),
    ...(to?.after === undefined ? {} : { toAfter: rfc3339(to.after) }),
    ...(expected === undefined ? {} : { expectedEnd: { ...expected, at: rfc3339(expected.at) } }),
    sources: [...new Set(edges.map(({ source }) => source))],
  }
}
