// The facts and sentences that the probe causes have in common.
import type { Container } from '../../pod/container.ts'
import type { Event } from '../../pod/event.ts'
import type { ProbeKind } from '../../pod/probe.ts'
import { answer, askedBy, missingProgram, wrongScheme } from '../../signs/probe-results.ts'
import { sentences } from './container.ts'

export interface ProbeFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly role: string
  /** What it asks, such as `GET :8080/healthz`; "" where neither the pod nor the event tells. */
  readonly asks: string
  readonly port: string
  readonly periodSeconds: number | null
  readonly failureThreshold: number | null
  /** What it got for an answer; "" where no event tells. */
  readonly answer: string
  /** The program of the probe where the runtime did not find it in the container; else "". */
  readonly missing: string
  /** The scheme by which it asked where the port speaks the other one; else "". */
  readonly wrongScheme: string
  /** How often the event was seen; null where there is none. */
  readonly failures: number | null
}

const longestAnswer = 300

export function probeFacts(container: Container, kind: ProbeKind, event: Event | null): ProbeFacts {
  const probe = container.probes[kind]
  const asked = event === null ? { asks: '', port: '' } : askedBy(event)
  const got = event === null ? '' : answer(event)
  return {
    role: container.role,
    asks: probe?.asks ?? asked.asks,
    port: probe?.port ?? asked.port,
    periodSeconds: probe?.periodSeconds ?? null,
    failureThreshold: probe?.failureThreshold ?? null,
    answer: got.length > longestAnswer ? `${got.slice(0, longestAnswer)}…` : got,
    missing: event === null ? '' : missingProgram(event),
    wrongScheme: event === null ? '' : wrongScheme(event),
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

/** "It got: connection refused.", and what that means where it says so plainly; "" where no event tells. */
export function gotAnswer({ answer: got, missing, wrongScheme }: ProbeFacts): string {
  return sentences(
    missing === '' ? '' : `The program \`${missing}\` of the probe is not found in the container.`,
    wrongScheme === 'https' ? 'The probe asked by HTTPS, and the port speaks plain HTTP.' : '',
    wrongScheme === 'http' ? 'The probe asked by plain HTTP, and the port speaks TLS (HTTPS).' : '',
    got === '' ? '' : `The probe got: "${got}".`,
  )
}

/** The first advice: compare what is asked with what the program does. */
export function compare(
  kind: ProbeKind,
  { asks, port, missing, wrongScheme }: ProbeFacts,
  container: string,
): string {
  const field = `\`${kind}Probe\` of \`${container}\``
  if (missing !== '')
    return `Install \`${missing}\` in the image, or let ${field} run a program that the image has.`
  if (wrongScheme !== '')
    return `Set \`httpGet.scheme\` of ${field} to ${wrongScheme === 'https' ? 'HTTP' : 'HTTPS'}, or let the program speak ${wrongScheme === 'https' ? 'HTTPS' : 'plain HTTP'} on that port.`
  if (port !== '')
    return `Compare ${field} (\`${asks}\`) with the address and port at which the program really listens.`
  return `Correct the program so that its ${kind} check succeeds, or correct ${field}.`
}
