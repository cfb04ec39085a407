// One entry of status.{init,,ephemeral}containerStatuses with zero values for what the API omits.
import type {
  V1ContainerState,
  V1ContainerStateRunning,
  V1ContainerStateTerminated,
  V1ContainerStateWaiting,
  V1ContainerStatus,
} from '@kubernetes/client-node'
import { fields, type Item, type Words, words } from './item.ts'
import { bool, type Fields, int, isObject, list, object, rfc3339, text, time } from './json.ts'
import { plainText } from './plain-text.ts'

/** `state.waiting` or `lastState.waiting`. The API carries no time for it. */
export interface Waiting extends Item {
  readonly reason: string
  readonly message: string
  /** The message alone as evidence. */
  readonly messageItem: Words
}

/** `state.running`. */
export interface Running extends Item {
  readonly startedAt: number | null
}

/** `state.terminated` or `lastState.terminated`: one run that ended. */
export interface Terminated extends Item {
  readonly exitCode: number
  readonly signal: number
  readonly reason: string
  readonly message: string
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** How long the run took in milliseconds; null when a time is missing or the process never started. */
  readonly ran: number | null
  /** Whether this is the run before the current one (`lastState`). */
  readonly previous: boolean
  /** The termination message alone as evidence; its quote is "" when there was none. */
  readonly messageItem: Words
}

/** A container's state. More than one may be set in malformed objects, so that each is kept. */
interface State {
  readonly waiting: Waiting | null
  readonly running: Running | null
  readonly terminated: Terminated | null
}

export interface ContainerStatus {
  readonly path: string
  readonly name: string
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
  /** The image as the runtime resolved it. */
  readonly image: string
  readonly state: State
  readonly lastState: State
}

/** Reads a list of container statuses in the order of the list. `path` is the list's own, such as `status.containerStatuses`. */
export function readContainerStatuses(statuses: unknown, path: string): ContainerStatus[] {
  return list<V1ContainerStatus>(statuses).map((status, index) => readStatus(status, `${path}[${index}]`))
}

function readStatus(status: Fields<V1ContainerStatus>, path: string): ContainerStatus {
  return {
    path,
    name: text(status.name),
    ready: bool(status.ready),
    started: bool(status.started),
    restartCount: int(status.restartCount),
    image: text(status.image),
    state: readState(status.state, `${path}.state`, text(status.name), false),
    lastState: readState(status.lastState, `${path}.lastState`, text(status.name), true),
  }
}

function readState(state: unknown, path: string, container: string, previous: boolean): State {
  const { waiting, running, terminated } = object<V1ContainerState>(state)
  return {
    waiting: isObject(waiting)
      ? readWaiting(object<V1ContainerStateWaiting>(waiting), `${path}.waiting`, container)
      : null,
    running: isObject(running)
      ? readRunning(object<V1ContainerStateRunning>(running), `${path}.running`, container)
      : null,
    terminated: isObject(terminated)
      ? readTerminated(
          object<V1ContainerStateTerminated>(terminated),
          `${path}.terminated`,
          container,
          previous,
        )
      : null,
  }
}

function readWaiting(waiting: Fields<V1ContainerStateWaiting>, path: string, container: string): Waiting {
  const reason = text(waiting.reason)
  const quote = text(waiting.message)
  return {
    source: 'pod',
    path,
    at: null,
    value: fields({ reason }),
    quote,
    reason,
    message: plainText(quote),
    messageItem: { ...words(`${path}.message`, quote.trim()), container },
    container,
  }
}

function readRunning(running: Fields<V1ContainerStateRunning>, path: string, container: string): Running {
  const startedAt = time(running.startedAt)
  const value = startedAt === null ? '{}' : fields({ startedAt: rfc3339(startedAt) })
  return { source: 'pod', path, at: startedAt, value, quote: '', container, startedAt }
}

function readTerminated(
  terminated: Fields<V1ContainerStateTerminated>,
  path: string,
  container: string,
  previous: boolean,
): Terminated {
  const exitCode = int(terminated.exitCode)
  const signal = int(terminated.signal)
  const reason = text(terminated.reason)
  const quote = text(terminated.message).trim()
  const startedAt = time(terminated.startedAt)
  const finishedAt = time(terminated.finishedAt)
  // The runtime writes 1970 for a process that never ran.
  const neverRan = startedAt === null || startedAt <= 0
  return {
    source: 'pod',
    path,
    at: finishedAt,
    value: fields({ exitCode, signal: signal === 0 ? '' : signal, reason }),
    quote: '',
    exitCode,
    signal,
    reason,
    message: plainText(quote),
    startedAt,
    finishedAt,
    ran: neverRan || finishedAt === null || finishedAt < startedAt ? null : finishedAt - startedAt,
    previous,
    messageItem: { ...words(`${path}.message`, quote), at: finishedAt, container },
    container,
  }
}
