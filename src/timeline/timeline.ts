import type { Terminated } from '../pod/container-status.ts'
import { rfc3339 } from '../pod/json.ts'
import type { TakenAtIs } from '../pod/snapshot.ts'
import { containerStages } from './container-stages.ts'
import { type Moment, subjectOf, toMoment } from './dated.ts'
import { type TimelineGap, timelineGaps } from './gaps.ts'
import type { Life } from './life.ts'
import { momentsOf } from './moments.ts'
import { podStages } from './pod-stages.ts'
import { runsOf } from './runs.ts'
import { type Stage, toStage } from './stage.ts'

/** The life of one pod: what happened, and the stages between. Its field names are a contract (docs/schemas/timeline.schema.json). */
export interface Timeline {
  readonly apiVersion: 'podlife/v1'
  readonly kind: 'Timeline'
  /** RFC 3339: ongoing stages last until then. */
  readonly takenAt: string
  readonly takenAtIs: TakenAtIs
  /** Null: the workload has no pod. */
  readonly pod: TimelinePod | null
  /** How many states of the pod were seen: 1 is a look at one moment, more a watch. */
  readonly states: number
  /** Whether a watch saw the pod go. */
  readonly removed: boolean
  /** In the order in which the pod starts them. */
  readonly containers: readonly TimelineContainer[]
  readonly moments: readonly Moment[]
  readonly stages: readonly Stage[]
  readonly gaps: readonly TimelineGap[]
}

interface TimelinePod {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly node: string | null
  readonly phase: string
  /** `status.reason`, such as Evicted; "" for none. */
  readonly reason: string
  readonly graceSeconds: number
}

export interface TimelineContainer {
  readonly name: string
  readonly role: 'init' | 'sidecar' | 'main' | 'ephemeral'
  readonly restarts: number
  /** What it waits for, such as CrashLoopBackOff; "" while it does not wait. */
  readonly waiting: string
  readonly preStop: boolean
  /** The ends that are known, oldest first. */
  readonly exits: readonly TimelineExit[]
}

interface TimelineExit {
  readonly run: number
  readonly code: number
  readonly reason: string
  /** Killed (code 137) when the deadline of a deletion had come. */
  readonly atDeadline: boolean
}

/** The timeline of a life. Pure, and never throws. */
export function timelineOf(life: Life): Timeline {
  const { latest, states, removed } = life
  const moments = momentsOf(life)
  const runs = new Map(latest.containers.map(({ name }) => [subjectOf(name), runsOf(life, name)]))
  const deadline = moments.find(({ what }) => what === 'deadline')?.at ?? Number.POSITIVE_INFINITY
  const stages = [
    ...podStages(life, moments),
    ...latest.containers.flatMap((container) =>
      containerStages(life, container, runs.get(subjectOf(container.name)) ?? [], moments),
    ),
  ]
  return {
    apiVersion: 'podlife/v1',
    kind: 'Timeline',
    takenAt: rfc3339(latest.takenAt),
    takenAtIs: latest.takenAtIs,
    pod: latest.exists
      ? {
          namespace: latest.namespace,
          name: latest.name,
          uid: latest.uid,
          node: latest.nodeName.value === '' ? null : latest.nodeName.value,
          phase: latest.phase.value,
          reason: latest.reason.value,
          graceSeconds: latest.deletion?.graceSeconds || latest.terminationGracePeriodSeconds,
        }
      : null,
    states: states.length,
    removed: removed !== null,
    containers: latest.containers.map(({ name, role, restartCount, waiting, preStop }) => ({
      name,
      role,
      restarts: restartCount,
      waiting: waiting?.reason ?? '',
      preStop: preStop !== null,
      exits: (runs.get(subjectOf(name)) ?? []).flatMap(({ run, exit }) =>
        exit === null
          ? []
          : [{ run, code: exit.exitCode, reason: exit.reason, atDeadline: isAtDeadline(exit, deadline) }],
      ),
    })),
    moments: moments.map(toMoment),
    stages: stages.map(toStage),
    gaps: timelineGaps(life, runs, moments, stages),
  }
}

/** A runtime may be a second late or early against the server's clock. */
function isAtDeadline({ exitCode, finishedAt }: Terminated, deadline: number): boolean {
  return exitCode === 137 && finishedAt !== null && finishedAt >= deadline - 1000
}
