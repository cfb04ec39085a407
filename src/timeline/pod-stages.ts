// The stages of a pod as a whole, and of its sandbox.
import { condition, hasEnded, type PodReading } from '../pod/reading.ts'
import type { Dated } from './dated.ts'
import { type Life, seenBy } from './life.ts'
import { isInitial } from './pod-moments.ts'
import { type Edge, edgeOf, type Span, type StageName } from './stage.ts'

const oneHour = 60 * 60 * 1000

/** The stages of the pod's own row and of its sandbox's, from the moments of its life, oldest first. */
export function podStages(life: Life, moments: readonly Dated[]): Span[] {
  const { latest } = life
  const first = (what: string): Edge | null => edgeOf(moments.find((moment) => moment.what === what))
  const isOver = hasEnded(latest) || life.removed !== null
  const end = first('removed')
  const ended = hasEnded(latest) ? endOf(latest, moments) : end
  const created = first('created')
  const scheduled = first('scheduled')
  const accepted = first('accepted')
  const sandboxReady = first('sandbox-ready')
  const sandboxGone = edgeOf(moments.findLast(({ what }) => what === 'sandbox-gone'))
  const initialized = first('initialized')
  const hasInit = latest.containers.some(({ role }) => role === 'init' || role === 'sidecar')
  const requested = first('deletion-requested')
  const isLeaving = isOver || requested !== null

  const stages: Span[] = []
  /** A stage that ends with `to`; where that did not come, it goes on, or ended with the pod. */
  const add = (stage: StageName, from: Edge | null, to: Edge | null, subject = 'pod'): void => {
    if (from === null && to === null) return
    const stop = to ?? (subject === 'pod' ? (requested ?? ended) : end)
    const ongoing = stop === null && !isOver
    if (from !== null && stop !== null && stop.at < from.at) return
    stages.push({ subject, stage, from, to: stop, ongoing })
  }

  const gateGone = ungated(life, scheduled)
  if (latest.schedulingGates.length > 0 || gateGone !== null) add('gated', created, gateGone)
  if (scheduled !== null || latest.nodeName.value === '') add('scheduling', created, scheduled)
  // Most kubelets take a pod within the second.
  if (scheduled !== null && (accepted?.at ?? latest.takenAt) - scheduled.at >= 1000) {
    add('waiting-for-kubelet', scheduled, accepted)
  }
  if (accepted !== null && !(isLeaving && sandboxReady === null))
    add('preparing', accepted, sandboxReady, 'sandbox')
  if (sandboxReady !== null) add('sandbox', sandboxReady, sandboxGone, 'sandbox')
  if (sandboxReady !== null && hasInit) add('initializing', sandboxReady, initialized)
  const begun = hasInit ? initialized : sandboxReady
  const readiness = moments.filter(({ what }) => what === 'ready' || what === 'unready')
  if (begun !== null) add('starting', begun, firstReady(life, readiness))
  readiness.forEach((moment, index) => {
    const next = edgeOf(readiness[index + 1]) ?? (moment.what === 'ready' ? (isOver ? ended : null) : null)
    if (moment.what === 'ready')
      stages.push({
        subject: 'pod',
        stage: 'ready',
        from: edgeOf(moment),
        to: next ?? end,
        ongoing: (next ?? end) === null && !isOver,
      })
    else if (!isEndOfPod(moment, life, requested)) add('unready', edgeOf(moment), next)
  })
  if (readiness[0]?.what === 'unready' && !wasUnreadyBefore(life)) {
    stages.push({ subject: 'pod', stage: 'ready', from: null, to: edgeOf(readiness[0]), ongoing: false })
  }
  if (ended !== null && life.states.some((state) => hasEnded(state) && state.deletion === null)) {
    const until = requested ?? end
    stages.push({
      subject: 'pod',
      stage: 'ended',
      from: ended,
      to: until,
      ongoing: until === null && life.removed === null,
    })
  }
  if (requested !== null) {
    stages.push({
      subject: 'pod',
      stage: 'terminating',
      from: requested,
      to: end,
      ongoing: life.removed === null,
    })
  }
  return stages
}

/** A pod is ready for the first time: at that moment, or before it where earlier changes could be lost. */
function firstReady(life: Life, readiness: readonly Dated[]): Edge | null {
  const ready = edgeOf(readiness.find(({ what }) => what === 'ready') ?? null)
  const unready = edgeOf(readiness[0])
  if (unready !== null && readiness[0]?.what === 'unready' && !wasUnreadyBefore(life))
    return { ...unready, precision: 'by-then' }
  if (ready === null || wasUnreadyBefore(life) || neverFlipped(life.latest)) return ready
  return { ...ready, precision: 'by-then' }
}

/** Whether a state shows the pod before it was ever ready. */
function wasUnreadyBefore({ states }: Life): boolean {
  return states.some((state) => {
    const ready = condition(state, 'Ready')
    return ready === null || (ready.status !== 'True' && isInitial(ready, state))
  })
}

/** Whether Ready can only have come once: nothing restarted, and no readiness probe failed that would have left an event. */
function neverFlipped({ containers, events, gaps, readinessGates, createdAt, takenAt }: PodReading): boolean {
  const lasting = containers.filter(({ role }) => role === 'main' || role === 'sidecar')
  if (readinessGates.length > 0 || lasting.some(({ restartCount }) => restartCount > 0)) return false
  if (lasting.every(({ probes }) => probes.readiness === null)) return true
  const areEventsWhole =
    !gaps.some(({ source }) => source === 'events') &&
    events.length > 0 &&
    createdAt !== null &&
    takenAt - createdAt < oneHour
  return (
    areEventsWhole &&
    !events.some(({ reason, message }) => reason === 'Unhealthy' && /Readiness probe/.test(message))
  )
}

/** The gates are a list in the spec: they were gone between the last state that had some and the next. */
function ungated(life: Life, scheduled: Edge | null): Edge | null {
  const index = life.states.findLastIndex(({ schedulingGates }) => schedulingGates.length > 0)
  const before = life.states[index]
  if (before === undefined || index + 1 >= life.states.length) return null
  const seen = seenBy(life, index + 1)
  const at = Math.min(seen ?? Number.POSITIVE_INFINITY, scheduled?.at ?? Number.POSITIVE_INFINITY)
  if (!Number.isFinite(at)) return null
  return { at, after: Math.min(before.takenAt, at), precision: 'between', source: 'spec.schedulingGates' }
}

/** When a pod that ended for good was over: with its last container, or, where none ran, when a kubelet refused it. */
function endOf(pod: PodReading, moments: readonly Dated[]): Edge | null {
  const exits = moments.filter(({ what }) => what === 'exited' || what === 'start-failed')
  const last = exits.reduce<Dated | null>(
    (latest, terminated) => (latest === null || terminated.at >= latest.at ? terminated : latest),
    null,
  )
  if (last !== null) return edgeOf(last)
  const ready = condition(pod, 'Ready')
  if (ready?.at) return { at: ready.at, precision: 'by-then', source: ready.path }
  return edgeOf(moments.find(({ what }) => what === 'accepted'))
}

/** Whether the pod stopped being ready because it was over, by the first state that shows it, or because it was deleted. */
function isEndOfPod(unready: Dated, { states }: Life, requested: Edge | null): boolean {
  if (requested !== null && requested.precision !== 'by-then' && unready.at >= requested.at) return true
  const first = states.map((state) => condition(state, 'Ready')).find((ready) => ready?.at === unready.at)
  return first?.reason === 'PodCompleted' || first?.reason === 'PodFailed'
}
