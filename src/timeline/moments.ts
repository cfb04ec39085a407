// What happened to a pod, as far as something carries a time for it. Only real times become moments.

import type { Condition } from '../pod/condition.ts'
import type { Container } from '../pod/container.ts'
import type { Event } from '../pod/event.ts'
import { rfc3339 } from '../pod/json.ts'
import type { PodReading } from '../pod/reading.ts'

/** `second`: a whole second. `by-then`: it happened then or before. `exact`: to a fraction of a second. */
export type Precision = 'exact' | 'second' | 'by-then'

export interface Moment {
  /** RFC 3339. */
  readonly at: string
  readonly precision: Precision
  /** `pod`, or `container/NAME`. */
  readonly subject: string
  /** `created`, `scheduled`, `started`, `exited`, … */
  readonly what: string
  /** Which run of a container, 0 for the first; absent where there are no runs, or where it is not known. */
  readonly run?: number
  /** The path or event that carries the time. */
  readonly source: string
}

interface Dated {
  readonly at: number | null
  readonly precision: Precision
  readonly subject: string
  readonly what: string
  readonly run?: number
  readonly source: string
}

/** The moments of a pod, oldest first. */
export function readMoments(pod: PodReading): Moment[] {
  const dated: Dated[] = [
    {
      at: pod.createdAt,
      precision: 'second',
      subject: 'pod',
      what: 'created',
      source: 'metadata.creationTimestamp',
    },
    ...pod.conditions.flatMap(conditionMoment),
    ...pod.containers.flatMap(containerMoments),
    ...pod.events.flatMap(eventMoments),
    ...(pod.deletion === null
      ? []
      : [
          moment(pod.deletion.requestedAt, 'deletion-requested', pod.deletion.path),
          moment(pod.deletion.deadline, 'deadline', pod.deletion.path),
        ]),
  ]
  return dated
    .filter((item): item is Dated & { at: number } => item.at !== null)
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => ({ at: rfc3339(at), ...rest }))
}

function moment(at: number | null, what: string, source: string, subject = 'pod'): Dated {
  return { at, precision: 'second', subject, what, source }
}

function conditionMoment(condition: Condition): Dated[] {
  const { type, status, reason, at, path } = condition
  if (type === 'PodScheduled' && status === 'True') return [moment(at, 'scheduled', path)]
  if (type === 'PodScheduled') {
    return [moment(at, reason === 'SchedulingGated' ? 'gated' : 'unschedulable', path)]
  }
  // A kubelet up to 1.35 writes it only at its next sync.
  if (type === 'PodReadyToStartContainers' && status === 'True') {
    return [{ ...moment(at, 'sandbox-ready', path), precision: 'by-then' }]
  }
  if (type === 'Initialized' && status === 'True') return [moment(at, 'initialized', path)]
  if (type === 'Ready') return [moment(at, status === 'True' ? 'ready' : 'unready', path)]
  return []
}

function containerMoments(container: Container): Dated[] {
  const { restartCount } = container
  const subject = `container/${container.name}`
  const runs = [
    { exit: container.previousExit, run: restartCount - 1 },
    { exit: container.exit, run: restartCount },
  ]
  const ended = runs.flatMap(({ exit, run }) =>
    exit === null
      ? []
      : [
          // The runtime writes 1970 for a process that never ran.
          ...(exit.startedAt !== null && exit.startedAt > 0
            ? [{ ...moment(exit.startedAt, 'started', `${exit.path}.startedAt`, subject), run }]
            : []),
          { ...moment(exit.finishedAt, 'exited', `${exit.path}.finishedAt`, subject), run },
        ],
  )
  const { running } = container
  return running === null
    ? ended
    : [
        ...ended,
        { ...moment(running.startedAt, 'started', `${running.path}.startedAt`, subject), run: restartCount },
      ]
}

const eventWords = new Map([
  ['Pulling', 'pulling'],
  ['Pulled', 'pulled'],
  ['BackOff', 'back-off'],
  ['Killing', 'killing'],
  ['Unhealthy', 'probe-failed'],
  ['Evicted', 'evicted'],
  ['Preempted', 'preempted'],
  ['SuccessfulAttachVolume', 'volume-attached'],
  ['FailedMount', 'mount-failed'],
  ['FailedCreatePodSandBox', 'sandbox-failed'],
])

function eventMoments(event: Event): Dated[] {
  const pullFailed = event.reason === 'Failed' && event.message.startsWith('Failed to pull image')
  const what = pullFailed ? 'pull-failed' : eventWords.get(event.reason)
  if (what === undefined) return []
  const subject = event.container === null ? 'pod' : `container/${event.container}`
  const last = moment(event.lastAt, what, event.path, subject)
  return event.count > 1 && event.firstAt !== event.lastAt
    ? [moment(event.firstAt, what, event.path, subject), last]
    : [last]
}
