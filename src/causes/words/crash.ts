// The facts and sentences that all ends of a run have in common: when, how often, what comes next, and the last words.

import type { PodReading } from '../../pod/reading.ts'
import { backOffOf } from '../../signs/back-off.ts'
import { essentialClause, essentialLine } from '../../signs/essential.ts'
import { type EndedRun, mayBeProbeKill } from '../../signs/exits.ts'
import { hintIn } from '../../signs/log-hints.ts'
import { utcClock } from '../../words/clock.ts'
import { counted } from '../../words/names.ts'
import { type Command, kubectl, type Place } from '../command.ts'
import { duration, sentences, theContainer, timeFact } from './container.ts'
import { hintAdvice, hintSentence } from './hint.ts'

/** What every crash cause knows of its run. */
export interface RunFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly role: string
  readonly exitCode: number
  readonly restarts: number
  /** How long the run took, in seconds; null where that is not known. */
  readonly ranSeconds: number | null
  /** RFC 3339; null where it does not run now. */
  readonly runsAgainSince: string | null
  readonly isRestarted: boolean
  readonly backOffSeconds: number | null
  /** When the back-off is over, RFC 3339. */
  readonly nextStart: string | null
  /** The clause of the last words that says most; "" where there are none. */
  readonly lastWords: string
  /** Whether they come from the log and not from a termination message. */
  readonly fromLog: boolean
  /** What the last words suggest, as a `HintKind`, and what about; "" where they suggest nothing. */
  readonly suggests: string
  readonly suggestsAbout: string
  /** Whether this was the run before the current one, for `kubectl logs --previous`. */
  readonly previousRun: boolean
}

export function runFacts({ container, terminated, words, runsAgain, restarts }: EndedRun): RunFacts {
  const backOff = backOffOf(container)
  const hint = words === null || terminated.exitCode === 0 ? null : hintIn(words.lines)
  const lines = words?.lines ?? []
  const line = hint?.line ?? (terminated.exitCode === 0 ? (lines.at(-1) ?? '') : essentialLine(lines))
  return {
    role: container.role,
    exitCode: terminated.exitCode,
    restarts: container.restartCount,
    ranSeconds: terminated.ran === null ? null : Math.round(terminated.ran / 1000),
    runsAgainSince: runsAgain ? timeFact(container.running?.startedAt ?? null) : null,
    isRestarted: restarts,
    backOffSeconds: backOff?.seconds ?? null,
    nextStart: timeFact(backOff?.until ?? null),
    lastWords: essentialClause(line, hint?.about),
    fromLog: words?.from === 'log',
    suggests: hint?.kind ?? '',
    suggestsAbout: hint?.about ?? '',
    previousRun: terminated.previous,
  }
}

/** The facts of an end by a signal that nothing is known to have sent. */
export function unexplainedFacts(
  pod: PodReading,
  run: EndedRun,
): RunFacts & { readonly mayBeProbe: boolean; readonly byKubelet: boolean } {
  return { ...runFacts(run), mayBeProbe: mayBeProbeKill(pod, run), byKubelet: run.stop !== null }
}

/**
 * The sentence on what happened: `happens` for a container that is started again and again, `happened` for one that runs
 * now or is not started again. Both are verbs with their object, such as "exits with code 1".
 */
export function whatHappened(facts: RunFacts, place: Place, happens: string, happened: string): string {
  const name = theContainer(facts.role, place.container)
  const after = ranFor(facts.ranSeconds)
  if (facts.runsAgainSince !== null) return `${name} runs again, but its last run ${happened}${after}.`
  return `${name} ${facts.isRestarted ? happens : happened}${after}.`
}

function ranFor(seconds: number | null): string {
  if (seconds === null) return ''
  return seconds === 0 ? ' within a second of its start' : ` about ${duration(seconds)} after its start`
}

/** What comes next: it runs again, the kubelet waits, or nothing starts it again. */
export function afterwards({
  runsAgainSince,
  restarts,
  backOffSeconds,
  nextStart,
  isRestarted,
}: RunFacts): string {
  if (runsAgainSince !== null && restarts === 0) return `It runs again since ${utcClock(runsAgainSince)}.`
  if (runsAgainSince !== null)
    return `It runs again since ${utcClock(runsAgainSince)}, after ${counted(restarts, 'restart')}.`
  if (!isRestarted) return 'Its restart policy does not start it again.'
  if (backOffSeconds !== null) {
    const then = nextStart === null ? '' : `; next start at about ${utcClock(nextStart)}`
    return `After ${counted(restarts, 'restart')} the kubelet waits ${duration(backOffSeconds)} before it starts it again${then}.`
  }
  return restarts === 0 ? 'The kubelet starts it again.' : restartedSoFar(restarts)
}

/** How often a container was restarted; "" for never. */
export function restartedSoFar(restarts: number): string {
  if (restarts === 0) return ''
  return restarts === 1 ? 'It was restarted once so far.' : `It was restarted ${restarts} times so far.`
}

/** The last words and what they suggest; `none` where there are none. */
export function lastWordsSentence(
  { lastWords, fromLog, suggests, suggestsAbout }: RunFacts,
  none = '',
): string {
  if (lastWords === '') return none
  const words = fromLog ? `Its log says at the end "${lastWords}".` : `Its last words were "${lastWords}".`
  return sentences(words, hintSentence(suggests, suggestsAbout))
}

/** The command that shows the log of that run. */
export function logsCommand({ previousRun }: RunFacts, { pod, namespace, container }: Place): Command {
  return previousRun
    ? kubectl`logs ${pod} -n ${namespace} -c ${container} --previous`
    : kubectl`logs ${pod} -n ${namespace} -c ${container}`
}

/** The next steps after an end: what the last words lead to, then the log. */
export function nextAfterExit(facts: RunFacts, place: Place): (Command | string)[] {
  return [...hintAdvice(facts.suggests, facts.suggestsAbout, place.container), logsCommand(facts, place)]
}
