// When a container counts as started: its startup probe answered, or its postStart hook was done. The API keeps no time for it.
import { condition, type PodReading } from '../pod/reading.ts'
import { type Dated, subjectOf } from './dated.ts'
import { containerIn, type Life, seenBy } from './life.ts'
import { type Run, runsOf } from './runs.ts'

/**
 * For each run of a container with a startup probe or a postStart hook that was seen started: between the last sign that it
 * was not, and the first that it was. A state is as old as the newest time that it holds.
 */
export function startUps(life: Life, name: string, runs: readonly Run[]): Dated[] {
  return runs.flatMap(({ run, startedAt }) => {
    if (startedAt === null) return []
    const index = life.states.findIndex((seen) => {
      const container = containerIn(seen, name)
      const isThis = container?.running?.startedAt === startedAt
      return isThis && container.started && (container.probes.startup ?? container.postStart) !== null
    })
    const state = life.states[index]
    if (state === undefined) return []
    const seen = {
      at: seenBy(life, index),
      source: `${containerIn(state, name)?.status?.path ?? 'status'}.started`,
    }
    const signs = [seen, ...readySign(state, startedAt), ...nextSign(life, name, run)].flatMap(
      ({ at, source: from }) => (at === null ? [] : [{ at, source: from }]),
    )
    const [sign] = signs.sort((a, b) => a.at - b.at)
    if (sign === undefined) return []
    const { at, source } = sign
    const after = Math.max(startedAt, ...notYet(life, name, startedAt, at))
    return [
      {
        at: Math.max(at, after),
        precision: 'between',
        after,
        subject: subjectOf(name),
        what: 'started-up',
        run,
        source,
      },
    ]
  })
}

/** A pod is ready only with all its containers started. */
function readySign(state: PodReading, startedAt: number): { at: number; source: string }[] {
  const ready = condition(state, 'Ready')
  if (ready === null || ready.status !== 'True' || ready.at === null || ready.at < startedAt) return []
  return [{ at: ready.at, source: ready.path }]
}

/** At first a kubelet starts a container only once the one before it is started (sidecars, and postStart hooks of any). */
function nextSign(life: Life, name: string, run: number): { at: number; source: string }[] {
  const position = life.latest.containers.findIndex((container) => container.name === name)
  const next = life.latest.containers[position + 1]
  if (run !== 1 || next === undefined || next.role === 'ephemeral') return []
  // Main containers follow each other without waiting for a startup probe.
  const current = life.latest.containers[position]
  if (current?.role === 'main' && current.postStart === null) return []
  const [first] = runsOf(life, next.name)
  if (first === undefined || first.run !== 1 || first.startedAt === null) return []
  return current?.role === 'main' && current.probes.startup !== null
    ? []
    : [{ at: first.startedAt, source: first.startSource }]
}

function notYet({ latest, states }: Life, name: string, from: number, until: number): number[] {
  const failed = latest.events
    .filter(
      ({ reason, container, message }) =>
        reason === 'Unhealthy' && container === name && message.startsWith('Startup probe'),
    )
    .flatMap(({ firstAt, lastAt }) => [firstAt ?? 0, lastAt ?? 0])
  const unstarted = states.flatMap((state) => {
    const container = containerIn(state, name)
    return container?.running?.startedAt === from && !container.started ? [state.takenAt] : []
  })
  return [...failed, ...unstarted].filter((at) => at >= from && at <= until)
}
