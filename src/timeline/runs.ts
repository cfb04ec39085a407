// The runs of a container, put together from every state in which they were seen.
import type { Container } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import { containerIn, type Life } from './life.ts'

export interface Run {
  /** 1 for the first. */
  readonly run: number
  /** Null: it never started, or nothing tells when. */
  readonly startedAt: number | null
  readonly startSource: string
  readonly finishedAt: number | null
  /** How it ended; null while it runs, or where nothing tells. */
  readonly exit: Terminated | null
}

/** The runs of a container that are known, oldest first. Numbers may be missing: the API keeps the current run and the one before. */
export function runsOf(life: Life, name: string): Run[] {
  const runs: Run[] = []
  for (const state of life.states) {
    const container = containerIn(state, name)
    if (container !== null) for (const run of runsIn(container)) join(runs, run)
  }
  for (const start of startsInEvents(life, name)) {
    if (!runs.some(({ run }) => run === start.run)) runs.push(start)
  }
  return runs.sort((a, b) => timeOf(a) - timeOf(b) || a.run - b.run)
}

/** The number of the run that a restart count counts. */
const numbered = (restartCount: number): number => restartCount + 1

/**
 * Which run `lastState` tells of. While a container waits with a reason, `state` has given its exit to `lastState` and the count
 * is still that run's (`convertToAPIContainerStatuses`); else the count is that of a newer run.
 */
function previousRun({ waiting, lastTerminated, restartCount }: Container): number {
  const isMoved =
    waiting !== null && waiting.reason !== '' && lastTerminated?.reason !== 'ContainerStatusUnknown'
  return isMoved ? numbered(restartCount) : restartCount
}

function runsIn(container: Container): Run[] {
  const { running, terminated, lastTerminated, restartCount } = container
  const runs: Run[] = []
  if (lastTerminated !== null) runs.push(ended(lastTerminated, previousRun(container)))
  if (terminated !== null) runs.push(ended(terminated, numbered(restartCount)))
  if (running !== null) {
    const startSource = `${running.path}.startedAt`
    const run = numbered(restartCount)
    runs.push({ run, startedAt: running.startedAt, startSource, finishedAt: null, exit: null })
  }
  return runs.filter(({ startedAt, finishedAt }) => startedAt !== null || finishedAt !== null)
}

function ended(terminated: Terminated, run: number): Run {
  // A runtime writes 1970 for a process that never ran.
  const startedAt = terminated.startedAt !== null && terminated.startedAt > 0 ? terminated.startedAt : null
  return {
    run,
    startedAt,
    startSource: `${terminated.path}.startedAt`,
    finishedAt: terminated.finishedAt,
    exit: terminated,
  }
}

function join(runs: Run[], seen: Run): void {
  const index = runs.findIndex(
    ({ run, startedAt, finishedAt }) =>
      run === seen.run &&
      (startedAt === null || seen.startedAt === null
        ? finishedAt === seen.finishedAt
        : startedAt === seen.startedAt),
  )
  const known = runs[index]
  if (known === undefined) runs.push(seen)
  else if (known.exit === null && seen.exit !== null) runs[index] = seen
}

/** The starts that only events tell of: where as many were counted as there were runs, the first event is the first start. */
function startsInEvents({ latest, states }: Life, name: string): Run[] {
  const versions = latest.events.filter(({ reason, container }) => reason === 'Started' && container === name)
  const newest = versions.findLast(({ count }) => count > 0)
  const restarts = Math.max(...states.map((state) => containerIn(state, name)?.restartCount ?? 0))
  if (newest === undefined || newest.count !== numbered(restarts)) return []
  const starts = new Map<number, Run>()
  for (const { firstAt, lastAt, count, name: event, path } of versions) {
    if (event !== newest.name) continue
    const seen: [number, number | null][] = [
      [1, firstAt],
      [count, lastAt],
    ]
    for (const [run, startedAt] of seen) {
      if (startedAt !== null)
        starts.set(run, { run, startedAt, startSource: path, finishedAt: null, exit: null })
    }
  }
  return [...starts.values()]
}

function timeOf({ startedAt, finishedAt }: Run): number {
  return startedAt ?? finishedAt ?? 0
}
