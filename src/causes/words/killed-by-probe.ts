// What liveness-kill and startup-kill have in common: the kubelet's kill, the probe behind it, and the exit that it made.

import { restartsItem } from '../../pod/container.ts'
import type { PodReading } from '../../pod/reading.ts'
import { probeKills } from '../../signs/probe-results.ts'
import { counted } from '../../words/names.ts'
import { kubectl, type Place } from '../command.ts'
import { certain, type Description, likely, type Match } from '../define-cause.ts'
import { sentences, theContainer } from './container.ts'
import { restartedSoFar } from './crash.ts'
import { compare, gotAnswer, howKilled, logOfUnready, probeFacts, theProbe } from './probe-result.ts'

/** The probes whose failure has the container killed. */
type KillingProbe = 'liveness' | 'startup'

type ProbeKillFacts = ReturnType<typeof probeKillMatches> extends Generator<Match<infer F>> ? F : never

/** A match for each container that this probe had killed. */
export function* probeKillMatches(pod: PodReading, kind: KillingProbe) {
  for (const { container, kill, failure, terminated, restarts, isInferred } of probeKills(pod, kind)) {
    const facts = {
      ...probeFacts(pod, container, kind, failure),
      exitCode: terminated?.exitCode ?? null,
      restarts: container.restartCount,
      isRestarted: restarts,
      isInferred,
    }
    const seen = [
      ...(failure === null ? [] : [failure]),
      ...(terminated === null ? [] : [terminated]),
      ...(container.restartCount === 0 ? [] : [restartsItem(container)]),
    ]
    // An event alone can be stale or forged: a run that ended, or restarts, must agree with it.
    const isBorneOut = !isInferred && (terminated !== null || container.restartCount > 0)
    yield (isBorneOut ? certain : likely)(container.name, facts, [
      kill,
      ...seen,
      ...logOfUnready(pod, container),
    ])
  }
}

function fromTheKill({ exitCode, isInferred }: ProbeKillFacts): string {
  if (exitCode === null) return ''
  return isInferred
    ? `Its exit code ${exitCode} would then come from that kill.`
    : `Its exit code ${exitCode} comes from that kill.`
}

/** The words for one such match. */
export function describeProbeKill(
  facts: ProbeKillFacts,
  kind: KillingProbe,
  { container, pod, namespace }: Place,
): Description {
  return {
    what: `${theContainer(facts.role, container)} ${howKilled(facts)} because its ${theProbe(kind, facts)} fails.`,
    why: sentences(
      gotAnswer(facts),
      facts.failureThreshold === null
        ? ''
        : `The kubelet kills the container after ${counted(facts.failureThreshold, 'failure')} in a row, ${facts.periodSeconds} s apart.`,
      fromTheKill(facts),
      restartedSoFar(facts.restarts),
    ),
    next: [
      compare(kind, facts, container),
      facts.restarts === 0
        ? kubectl`logs ${pod} -n ${namespace} -c ${container}`
        : kubectl`logs ${pod} -n ${namespace} -c ${container} --previous`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }
}
