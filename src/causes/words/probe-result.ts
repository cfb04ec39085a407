// The facts and sentences that the probe causes have in common.
import type { Container } from '../../pod/container.ts'
import type { Event } from '../../pod/event.ts'
import type { Item } from '../../pod/item.ts'
import type { ProbeKind } from '../../pod/probe.ts'
import type { PodReading } from '../../pod/reading.ts'
import { essentialClause, essentialLine } from '../../signs/essential.ts'
import { unreadyWords } from '../../signs/last-words.ts'
import { hintIn } from '../../signs/log-hints.ts'
import {
  answer,
  askedBy,
  lateBy,
  missingProgram,
  wordsOfProbe,
  wrongScheme,
} from '../../signs/probe-results.ts'
import { sentences } from './container.ts'
import { hintAdvice, hintSentence } from './hint.ts'

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
  /** Who gave up waiting: `probe` by `timeoutSeconds`, `program` by a time of its own; "" where an answer came. */
  readonly late: string
  readonly timeoutSeconds: number | null
  /** The clause of what the command of an exec probe said that carries the error; "" where it is all of the answer, or nothing. */
  readonly says: string
  /** The same of the log of the container, while it runs and is not ready; "" where the log was not read or tells of no error. */
  readonly logSays: string
  /** What these words suggest, the command's before the log's, as a `HintKind`, and what about; "" where they suggest nothing. */
  readonly suggests: string
  readonly suggestsAbout: string
  /** How often the event was seen; null where there is none. */
  readonly failures: number | null
}

const longestAnswer = 300
/** Up to this length an answer is read at a glance, so that no part of it is pointed out. */
const shortAnswer = 100

/** The facts of a probe and of the event that tells how it failed; `event` is null where none does. */
export function probeFacts(
  pod: PodReading,
  container: Container,
  kind: ProbeKind,
  event: Event | null,
): ProbeFacts {
  const probe = container.probes[kind]
  const asked = event === null ? { asks: '', port: '' } : askedBy(event)
  const got = event === null ? '' : answer(event)
  const asks = probe?.asks ?? asked.asks
  const lines = event === null ? [] : wordsOfProbe(event, asks)
  const log = unreadyWords(pod, container)?.lines ?? []
  const ofProbe = hintIn(lines)
  const ofLog = hintIn(log)
  const hint = ofProbe ?? ofLog
  const says = essentialClause(ofProbe?.line ?? essentialLine(lines), ofProbe?.about)
  return {
    role: container.role,
    asks,
    port: probe?.port ?? asked.port,
    periodSeconds: probe?.periodSeconds ?? null,
    failureThreshold: probe?.failureThreshold ?? null,
    answer: got.length > longestAnswer ? `${got.slice(0, longestAnswer)}…` : got,
    missing: event === null ? '' : missingProgram(event),
    wrongScheme: event === null ? '' : wrongScheme(event),
    late: event === null ? '' : lateBy(event, asks),
    timeoutSeconds: probe?.timeoutSeconds ?? null,
    says: got.length <= shortAnswer ? '' : says,
    logSays: essentialClause(ofLog?.line ?? essentialLine(log), ofLog?.about),
    suggests: hint?.kind ?? '',
    suggestsAbout: hint?.about ?? '',
    failures: event?.count ?? null,
  }
}

/** The end of the container's log as evidence, where the facts of its probe tell of it. */
export function logOfUnready(pod: PodReading, container: Container): Item[] {
  const words = unreadyWords(pod, container)
  return words === null ? [] : [words.item]
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
export function gotAnswer({
  answer: got,
  missing,
  wrongScheme,
  late,
  timeoutSeconds,
  says,
  logSays,
  suggests,
  suggestsAbout,
}: ProbeFacts): string {
  return sentences(
    missing === '' ? '' : notFound(missing),
    late === 'probe'
      ? `No answer came in time${timeoutSeconds === null ? '' : `: the probe waits ${timeoutSeconds} s for it (\`timeoutSeconds\`)`}.`
      : '',
    late === 'program' ? 'The command of the probe ran and itself got no answer in time.' : '',
    wrongScheme === 'https' ? 'The probe asked by HTTPS, and the port speaks plain HTTP.' : '',
    wrongScheme === 'http' ? 'The probe asked by plain HTTP, and the port speaks TLS (HTTPS).' : '',
    got === '' ? '' : `The probe got: "${got}".`,
    says === '' ? '' : `Of this, "${says}" tells most.`,
    logSays === '' ? '' : `The log of the container says at its end: "${logSays}".`,
    hintSentence(suggests, suggestsAbout),
  )
}

/** Whether what was looked up as a program is a command with its arguments. */
export function isCommandLine(program: string): boolean {
  return /\s/.test(program)
}

/** The sentence on a program of a probe that the runtime did not find; "" where it found it. */
function notFound(missing: string): string {
  if (isCommandLine(missing))
    return `The whole command line of the probe stands in one list item, so that the runtime looks for one program with the name \`${missing}\`, and there is no such file.`
  return `The program \`${missing}\` of the probe is not found in the container.`
}

/** The first advice: compare what is asked with what the program does. */
export function compare(
  kind: ProbeKind,
  { asks, port, missing, wrongScheme, late, suggests, suggestsAbout }: ProbeFacts,
  container: string,
): string {
  const field = `\`${kind}Probe\` of \`${container}\``
  if (isCommandLine(missing))
    return `Write the command of ${field} with one list item per word; for shell syntax such as a pipe, write \`["sh", "-c", "…"]\`.`
  if (missing !== '')
    return `Install \`${missing}\` in the image, or let ${field} run a program that the image has.`
  if (wrongScheme !== '')
    return `Set \`httpGet.scheme\` of ${field} to ${wrongScheme === 'https' ? 'HTTP' : 'HTTPS'}, or let the program speak ${wrongScheme === 'https' ? 'HTTPS' : 'plain HTTP'} on that port.`
  const [advice] = hintAdvice(suggests, suggestsAbout, container)
  if (advice !== undefined) return advice
  if (late === 'probe')
    return `Find out how long the check takes inside \`${container}\`, and give \`${kind}Probe.timeoutSeconds\` room for it, or make the check faster.`
  if (late === 'program')
    return `Find out how long the answer takes inside \`${container}\`, and give the command of ${field} more time for it.`
  if (port !== '')
    return `Compare ${field} (\`${asks}\`) with the address and port at which the program really listens.`
  return `Correct the program so that its ${kind} check succeeds, or correct ${field}.`
}
