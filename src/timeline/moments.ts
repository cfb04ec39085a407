// What happened to a pod, as far as something carries a time for it. Only real times become moments.
import type { PodReading } from '../pod/reading.ts'
import { type Dated, dated, datedBy, type Moment, subjectOf, toMoment } from './dated.ts'
import { eventMoments } from './event-moments.ts'
import { type Life, lifeOf } from './life.ts'
import { podMoments } from './pod-moments.ts'
import { type Run, runsOf } from './runs.ts'
import { startUps } from './start-ups.ts'

export type { Moment } from './dated.ts'

/** The moments of a pod of which one state is known, oldest first. */
export function momentsIn(pod: PodReading): Moment[] {
  // One state alone has no two sides: a later time says what lies before it.
  return momentsOf(lifeOf(pod)).map(({ after: _, ...moment }) =>
    toMoment(moment.precision === 'between' ? { ...moment, precision: 'by-then' } : moment),
  )
}

/** The moments of a life, oldest first, each listed once, however many states show it. */
export function momentsOf(life: Life): Dated[] {
  const { states, latest } = life
  const names = latest.containers.map(({ name }) => name)
  const runs = new Map(names.map((name) => [subjectOf(name), runsOf(life, name)]))
  const all = [
    ...states.flatMap(podMoments),
    ...names.flatMap((name) =>
      (runs.get(subjectOf(name)) ?? []).flatMap((run) => runMoments(run, subjectOf(name))),
    ),
    ...names.flatMap((name) => startUps(life, name, runs.get(subjectOf(name)) ?? [])),
    ...latest.events.flatMap(eventMoments).map((moment) => withRun(moment, runs.get(moment.subject) ?? [])),
    ...removalOf(life, [...runs.values()].flat()),
  ]
  return withoutDoubles([...all, ...firstSandbox(all, latest), ...sigterms(all, latest)]).sort(byTime)
}

function runMoments({ run, startedAt, startSource, finishedAt, exit }: Run, subject: string): Dated[] {
  const end = startedAt === null ? 'start-failed' : 'exited'
  return [
    ...dated(startedAt, 'started', startSource, subject, run),
    ...(exit === null ? [] : dated(finishedAt, end, `${exit.path}.finishedAt`, subject, run)),
  ]
}

/** Kills and probes speak of the run in which they fall; a second that two runs share tells of neither. */
function withRun(moment: Dated, runs: readonly Run[]): Dated {
  if (!['killing', 'probe-failed', 'probe-errored'].includes(moment.what)) return moment
  const within = runs.filter(
    ({ startedAt, finishedAt, exit }) =>
      startedAt !== null &&
      startedAt <= moment.at &&
      (exit === null || (finishedAt !== null && moment.at <= finishedAt + 1000)),
  )
  const [only] = within
  return only === undefined || within.length > 1 ? moment : { ...moment, run: only.run }
}

/** When the object was gone: a last DELETE without finalizers takes effect in the second that it writes. */
function removalOf({ removed, latest }: Life, runs: readonly Run[]): Dated[] {
  if (removed === null) return []
  const { deletion, finalizers } = latest
  // A time before the last exit is that of the request: servers differ in which of the two they leave.
  const lastExit = Math.max(0, ...runs.map(({ finishedAt }) => finishedAt ?? 0))
  if (deletion?.graceSeconds === 0 && finalizers.length === 0 && deletion.deadline >= lastExit) {
    return dated(deletion.deadline, 'removed', deletion.path)
  }
  return datedBy(removed.seenAt, 'removed', 'watch')
}

// Whatever a container does, its sandbox was there before.
const needsSandbox = new Set(['pulling', 'pulled', 'pull-failed', 'create-failed', 'started', 'start-failed'])

function firstSandbox(all: readonly Dated[], { containers }: PodReading): Dated[] {
  const first = all
    .filter(
      ({ subject, what }) =>
        needsSandbox.has(what) && containers.some(({ name }) => subject === subjectOf(name)),
    )
    .reduce<Dated | null>(
      (earliest, moment) => (earliest === null || moment.at < earliest.at ? moment : earliest),
      null,
    )
  return first === null ? [] : datedBy(first.at, 'sandbox-ready', first.source)
}

/**
 * SIGTERM follows the event Killing at once, except behind a preStop hook (of which only one that sleeps has a known length), and
 * for a sidecar of a pod that ends, which waits for the main containers (`killContainer`, `waitForTurn`).
 */
function sigterms(all: readonly Dated[], { containers }: PodReading): Dated[] {
  return containers.flatMap(({ name, role, preStop }) => {
    if (role === 'sidecar' || (preStop !== null && preStop.does !== 'sleep')) return []
    const delay = (preStop?.seconds ?? 0) * 1000
    return all
      .filter(({ what, subject }) => what === 'killing' && subject === subjectOf(name))
      .filter(
        ({ at, run }) =>
          delay === 0 ||
          all.some(
            (end) =>
              end.what === 'exited' &&
              end.run === run &&
              end.at >= at + delay &&
              end.subject === subjectOf(name),
          ),
      )
      .map((kill) => ({ ...kill, at: kill.at + delay, what: 'sigterm' }))
  })
}

/** One of each: the exact one of two that mean the same, and of upper limits the lowest until something undid the first. */
function withoutDoubles(all: readonly Dated[]): Dated[] {
  const subject: Dated[] = []
  for (const moment of [...all].sort((a, b) => rankOf(a) - rankOf(b) || a.at - b.at)) {
    if (!subject.some((other) => isSameMoment(other, moment, all))) subject.push(moment)
  }
  return subject
}

function isSameMoment(subject: Dated, moment: Dated, all: readonly Dated[]): boolean {
  if (subject.subject !== moment.subject || subject.what !== moment.what) return false
  if (subject.run !== undefined && moment.run !== undefined && subject.run !== moment.run) return false
  if (moment.precision === 'by-then' || moment.precision === 'between') {
    const undone =
      moment.what === 'sandbox-ready' &&
      all.some(({ what, at }) => what === 'sandbox-gone' && at > subject.at && at <= moment.at)
    return !undone
  }
  // A condition's second and an event of the same moment may fall on both sides of a full second.
  if (subject.precision === 'exact') return Math.abs(subject.at - moment.at) <= 1000
  return subject.at === moment.at
}

function rankOf({ precision }: Dated): number {
  return ['exact', 'second', 'between', 'by-then'].indexOf(precision)
}

function byTime(a: Dated, b: Dated): number {
  return a.at - b.at || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0)
}
