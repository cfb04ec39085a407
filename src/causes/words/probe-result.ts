// The facts and sentences that the probe causes have in common.
import type { Container } from '../../pod/container.ts'
import type { Event } from '../../pod/event.ts'
import type { ProbeKind } from '../../pod/probe.ts'
import { answer } from '../../signs/probe-results.ts'

export interface ProbeFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly role: string
  /** What it asks, such as `GET :8080/healthz`; "" where the pod has no such probe any more. */
  readonly asks: string
  readonly port: string
  readonly periodSeconds: number | null
  readonly failureThreshold: number | null
  /** What it got for an answer; "" where no event tells. */
  readonly answer: string
  /** How often the event was seen; null where there is none. */
  readonly failures: number | null
}

const longestAnswer = 300

export function probeFacts(container: Container, kind: ProbeKind, event: Event | null): ProbeFacts {
  const probe = container.probes[kind]
  const got = event === null ? '' : answer(event)
  return {
    role: container.role,
    asks: probe?.asks ?? '',
    port: probe?.port ?? '',
    periodSeconds: probe?.periodSeconds ?? null,
    failureThreshold: probe?.failureThreshold ?? null,
    answer: got.length > longestAnswer ? `${got.slice(0, longestAnswer)}…` : got,
    failures: event?.count ?? null,
  }
}

/** The probe with what it asks: "liveness probe (`GET :9090/`)". */
export function theProbe(kind: ProbeKind, { asks }: ProbeFacts): string {
  return asks === '' ? `${kind} probe` : `${kind} probe (\`${asks}\`)`
}

/** What happens to the container, before "because its probe fails". */
export function howKilled({
  isRestarted,
  isInferred,
}: {
  isRestarted: boolean
  isInferred: boolean
}): string {
  if (isInferred) return isRestarted ? 'seems to be killed and started again' : 'seems to have been killed'
  return isRestarted ? 'is killed and started again' : 'was killed'
}

/** "It got: connection refused.", or "" where no event tells. */
export function gotAnswer({ answer: got }: ProbeFacts): string {
  return got === '' ? '' : `The probe got: "${got}".`
}

/** The first advice: compare what is asked with what the program does. */
export function compare(kind: ProbeKind, { asks, port }: ProbeFacts, container: string): string {
  const field = `\`${kind}Probe\` of \`${container}\``
  if (port !== '')
    return `Compare ${field} (\`${asks}\`) with the address and port at which the program really listens.`
  return `Correct the program so that its ${kind} check succeeds, or correct ${field}.`
}
