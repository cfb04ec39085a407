// Pulls, from events: nothing else records them.
import type { Container } from '../pod/container.ts'
import type { Event } from '../pod/event.ts'
import { hasEnded } from '../pod/reading.ts'
import { type Dated, subjectOf } from './dated.ts'
import type { Life } from './life.ts'
import { brokenOff, type Edge, edgeOf, type Span } from './stage.ts'

/** An attempt: `number` counts within one merged event, so that a missing one can be told. */
interface Attempt {
  readonly at: number
  readonly event: string
  readonly number: number
}

/** The pulls of a container and the waits between failed ones. Pulls that were merged into one event are left out. */
export function pullStages(life: Life, container: Container, moments: readonly Dated[]): Span[] {
  const subject = subjectOf(container.name)
  const own = moments.filter((moment) => moment.subject === subject)
  const attempts = attemptsOf(life, container.name)
  const ends = own.filter(({ what }) => what === 'pulled' || what === 'pull-failed')
  const isOver = hasEnded(life.latest) || life.removed !== null || life.latest.deletion !== null
  const isWaiting = container.waiting !== null && !isOver
  const stages: Span[] = []
  attempts.forEach((attempt, index) => {
    const next = attempts[index + 1]
    const end = ends.find(({ at }) => at >= attempt.at && (next === undefined || at <= next.at))
    const isOpen = end === undefined && next === undefined && isWaiting
    stages.push({
      subject,
      stage: 'pulling',
      from: edge(attempt.at, attempt.event),
      to: edgeOf(end),
      ongoing: isOpen,
    })
    if (end?.what !== 'pull-failed') return
    if (next !== undefined && isNext(attempt, next)) {
      stages.push({
        subject,
        stage: 'pull-back-off',
        from: edgeOf(end),
        to: edge(next.at, next.event),
        ongoing: false,
      })
    } else if (next === undefined) {
      const broken = brokenOff(moments, end.at)
      stages.push({ subject, stage: 'pull-back-off', from: edgeOf(end), to: broken, ongoing: isWaiting })
    }
  })
  return attempts.length > 0 ? stages : measured(life, container.name, subject)
}

function attemptsOf({ latest }: Life, name: string): Attempt[] {
  const attempts = new Map<string, Attempt>()
  for (const { reason, container, firstAt, lastAt, count, path } of latest.events) {
    if (reason !== 'Pulling' || container !== name) continue
    const seen: [number, number | null][] = [
      [1, firstAt],
      [count, lastAt],
    ]
    for (const [number, at] of seen)
      if (at !== null) attempts.set(`${path} ${number}`, { at, event: path, number })
  }
  return [...attempts.values()].sort((a, b) => a.at - b.at)
}

function isNext(attempt: Attempt, next: Attempt): boolean {
  return attempt.event === next.event && next.number === attempt.number + 1
}

// "Successfully pulled image "x" in 1.2s (2.3s including waiting)", up to 1.24 without the brackets.
const pulledIn = /^Successfully pulled image .* in ([\dhmsµn.]+)(?: \(([\dhmsµn.]+) including waiting\))?/

/** A pull of which only the end is there, which tells how long it took. */
function measured({ latest }: Life, name: string, subject: string): Span[] {
  return latest.events.flatMap((event) => {
    const took = event.container === name && event.reason === 'Pulled' ? durationIn(event) : null
    if (took === null || event.lastAt === null) return []
    return [
      {
        subject,
        stage: 'pulling' as const,
        from: edge(event.lastAt - took, event.path),
        to: edge(event.lastAt, event.path),
        ongoing: false,
      },
    ]
  })
}

function durationIn({ message }: Event): number | null {
  const match = pulledIn.exec(message)
  return match === null ? null : goDuration(match[2] ?? match[1] ?? '')
}

const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, µs: 0.001, ns: 0.000_001 }

/** A duration as Go prints it, such as `1m2.5s`, in whole milliseconds. */
function goDuration(text: string): number {
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|µs|ns|m|s)/g)
  return Math.round(
    [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0),
  )
}

function edge(at: number, source: string): Edge {
  return { at, precision: 'second', source }
}
