import type { Cause, Facts, Match } from '../causes/define-cause.ts'
import { type CauseId, causes } from '../causes/index.ts'
import type { PodReading } from '../pod/reading.ts'
import type { Finding } from './diagnosis.ts'
import { toEvidence } from './evidence.ts'

/** A finding with the cause it came from, and where its container stands in the pod. */
export interface Gathered {
  readonly finding: Finding
  readonly cause: Cause<CauseId, Facts>
  readonly position: number
}

/** A cause that threw: our own fault, which never hides what the others found. */
export interface Crashed {
  readonly cause: CauseId
  readonly error: unknown
}

/** Asks every cause. */
export function gather(pod: PodReading): { gathered: Gathered[]; crashed: Crashed[] } {
  const gathered: Gathered[] = []
  const crashed: Crashed[] = []
  for (const cause of causes) {
    try {
      for (const match of cause.match(pod)) gathered.push(toGathered(cause, match, pod))
    } catch (error) {
      crashed.push({ cause: cause.id, error })
    }
  }
  return { gathered, crashed }
}

function toGathered(cause: Cause<CauseId, Facts>, match: Match, pod: PodReading): Gathered {
  const place = {
    namespace: pod.namespace,
    pod: pod.name,
    container: match.container ?? '',
    node: pod.nodeName.value,
    owner: ownerOf(pod) ?? '',
  }
  const { what, why, next } = cause.describe(match.facts, place)
  return {
    cause,
    position: pod.containers.findIndex((container) => container.name === match.container),
    finding: {
      cause: cause.id,
      title: cause.title,
      stage: cause.stage,
      certainty: match.certainty,
      container: match.container,
      what,
      why,
      next: next.map((step) => (typeof step === 'string' ? { advice: step } : step)),
      evidence: toEvidence(match.evidence),
      facts: match.facts,
    },
  }
}

/** The outermost controller that is known, such as `Deployment/api`. */
export function ownerOf(pod: PodReading): string | null {
  const outermost = pod.owners.at(-1) ?? pod.controller
  return outermost === null || outermost === undefined ? null : `${outermost.kind}/${outermost.name}`
}
