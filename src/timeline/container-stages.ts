// The stages of one container: pulls, runs with their beginnings and ends, and the waits between runs.

import type { Container } from '../pod/container.ts'
import type { Hook } from '../pod/probe.ts'
import { hasEnded } from '../pod/reading.ts'
import { backOffOf } from '../signs/back-off.ts'
import { nextStart } from './back-offs.ts'
import { type Dated, subjectOf } from './dated.ts'
import { containerIn, type Life } from './life.ts'
import { pullStages } from './pull-stages.ts'
import type { Run } from './runs.ts'
import { brokenOff, type Edge, edgeOf, type Span } from './stage.ts'

// A start at once takes a second or two; the shortest wait that a kubelet keeps by default is ten.
const shortestBackOff = 5000

/** The stages of a container, given its runs and the moments of the life, both oldest first. */
export function containerStages(
  life: Life,
  container: Container,
  runs: readonly Run[],
  moments: readonly Dated[],
): Span[] {
  const subject = subjectOf(container.name)
  const own = moments.filter((moment) => moment.subject === subject)
  return [
    ...pullStages(life, container, moments),
    ...creating(life, container, runs, own),
    ...runs.flatMap((run) => runStages(life, run, own, subject)),
    ...runs.flatMap((run, index) => waitAfter({ life, container, runs, moments }, run, runs[index + 1])),
  ]
}

function runStages(life: Life, { run, startedAt }: Run, own: readonly Dated[], subject: string): Span[] {
  if (startedAt === null) return []
  const of = (what: string): Dated | undefined =>
    own.find((moment) => moment.what === what && moment.run === run)
  const started = edgeOf(of('started'))
  const exited = edgeOf(of('exited'))
  const isRunning = isRunningNow(life, subject, startedAt)
  const stages: Span[] = [{ subject, stage: 'running', run, from: started, to: exited, ongoing: isRunning }]
  const startedUp = of('started-up')
  const container = life.latest.containers.find(({ name }) => subjectOf(name) === subject)
  const isStarting = isRunning && container?.started === false
  if (startedUp !== undefined || (isStarting && (container.probes.startup ?? container.postStart) !== null)) {
    stages.push({
      subject,
      stage: 'starting-up',
      run,
      from: started,
      to: edgeOf(startedUp),
      ongoing: startedUp === undefined,
    })
  }
  const killing = of('killing')
  if (killing !== undefined) {
    const isStopping = exited === null && isRunning
    stages.push({ subject, stage: 'stopping', run, from: edgeOf(killing), to: exited, ongoing: isStopping })
    if (container?.preStop) stages.push(preStopStage(container.preStop, killing, exited, { subject, run }))
  }
  return stages
}

/** The hook that runs before SIGTERM. Nothing tells when it was done, except of one that sleeps. */
function preStopStage(
  { does, seconds }: Hook,
  killing: Dated,
  exited: Edge | null,
  of: { readonly subject: string; readonly run: number },
): Span {
  const done = killing.at + seconds * 1000
  const isKnown = does === 'sleep' && seconds > 0 && exited !== null && exited.at >= done
  const to: Edge | null = isKnown ? { at: done, precision: 'second', source: killing.source } : null
  return { ...of, stage: 'pre-stop', from: edgeOf(killing), to, ongoing: false }
}

function isRunningNow({ latest, removed }: Life, subject: string, startedAt: number): boolean {
  const container = latest.containers.find(({ name }) => subjectOf(name) === subject)
  return removed === null && container?.running?.startedAt === startedAt
}

/** Between the image and the first start: short, unless the runtime or the configuration refuses. */
function creating(life: Life, container: Container, runs: readonly Run[], own: readonly Dated[]): Span[] {
  const pulled = own.find(({ what }) => what === 'pulled')
  const [first] = runs
  const hasBegun = first !== undefined || container.restartCount > 0
  const failed = own.find(({ what }) => what === 'create-failed')
  if (pulled === undefined || (hasBegun && first?.run !== 1)) return []
  const started = edgeOf(
    own.find(({ what, run }) => (what === 'started' || what === 'start-failed') && run === 1),
  )
  if (started !== null && (started.at - pulled.at < 1000 || started.at < pulled.at)) return []
  if (started === null && failed === undefined) return []
  const isOver = hasEnded(life.latest) || life.removed !== null || life.latest.deletion !== null
  const subject = subjectOf(container.name)
  return [
    { subject, stage: 'creating', from: edgeOf(pulled), to: started, ongoing: started === null && !isOver },
  ]
}

interface Waits {
  readonly life: Life
  readonly container: Container
  readonly runs: readonly Run[]
  readonly moments: readonly Dated[]
}

/** The wait between the end of a run and the next start. */
function waitAfter({ life, container, runs, moments }: Waits, run: Run, next: Run | undefined): Span[] {
  const { finishedAt, exit } = run
  if (finishedAt === null || exit === null) return []
  const { latest, removed } = life
  const subject = subjectOf(container.name)
  const from: Edge = { at: finishedAt, precision: 'second', source: `${exit.path}.finishedAt` }
  // A kubelet that kills a container starts it again within the same sync, whatever the back-off.
  const isKilled = moments.some(
    ({ what, run: of, subject: whose }) => what === 'killing' && of === run.run && whose === subject,
  )
  const window = isKilled ? null : nextStart(runs, run)
  const isBackOff = isInBackOff(life, container.name, run, next)
  if (next !== undefined) {
    if (next.run !== run.run + 1 || next.startedAt === null) return []
    const to: Edge = { at: next.startedAt, precision: 'second', source: next.startSource }
    const stage = isBackOff || next.startedAt - finishedAt >= shortestBackOff ? 'back-off' : 'restarting'
    return [{ subject, stage, run: next.run, from, to, ongoing: false }]
  }
  const isOver = hasEnded(latest) || removed !== null || latest.deletion !== null
  if (!restarts(container, exit.exitCode) || container.running !== null) return []
  const text = backOffOf(container)
  if (isOver) {
    const to = brokenOff(moments, finishedAt)
    // An exit in the second of the request is what was asked for.
    if (to === null || to.at === finishedAt) return []
    const stage = isBackOff || to.at - finishedAt >= shortestBackOff ? 'back-off' : 'restarting'
    return [{ subject, stage, run: run.run + 1, from, to, ongoing: false }]
  }
  const expected =
    text?.until !== undefined && text.until !== null
      ? { at: text.until, certainty: 'certain' as const, source: text.waiting.path }
      : window !== null && window > 0
        ? { at: finishedAt + window, certainty: 'likely' as const, source: from.source }
        : null
  return [
    {
      subject,
      stage: isBackOff || (window !== null && window > 0) ? 'back-off' : 'restarting',
      run: run.run + 1,
      from,
      to: null,
      ongoing: true,
      ...(expected === null ? {} : { expected }),
    },
  ]
}

/** Whether a state or an event says that the kubelet waits after this run. */
function isInBackOff({ states, latest }: Life, name: string, after: Run, next: Run | undefined): boolean {
  const finishedAt = after.finishedAt ?? 0
  const until = next?.startedAt ?? Number.POSITIVE_INFINITY
  const inState = states.some((state) => {
    const container = containerIn(state, name)
    const isAfter =
      container?.lastTerminated?.finishedAt === finishedAt && container.restartCount + 1 === after.run
    return isAfter && container.waiting?.reason === 'CrashLoopBackOff'
  })
  const inEvent = latest.events.some(
    ({ reason, container, message, lastAt }) =>
      reason === 'BackOff' &&
      container === name &&
      /restarting failed/.test(message) &&
      lastAt !== null &&
      lastAt >= finishedAt &&
      lastAt < until,
  )
  return inState || inEvent
}

function restarts({ role, restartPolicy, waiting, hasRestartRules }: Container, exitCode: number): boolean {
  if (waiting?.reason === 'CrashLoopBackOff') return true
  if (role === 'ephemeral' || (role === 'init' && exitCode === 0) || hasRestartRules) return false
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0)
}
