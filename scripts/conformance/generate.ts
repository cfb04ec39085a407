// Random pods for comparing STATUS with the API server's. The same seed makes the same pods, on every machine.
import { breakOneThing } from './break.ts'
import { chaosParts } from './chaos.ts'
import { lifelikeParts } from './lifelike.ts'
import { assemble, type Parts, type Pod } from './parts.ts'
import { Random } from './random.ts'
import { pastTime } from './words.ts'

/** How far a generated pod is from one that a cluster would write. */
type Kind = 'lifelike' | 'one thing broken' | 'chaos'

export const kinds: readonly Kind[] = ['lifelike', 'one thing broken', 'chaos']

export interface GeneratedPod {
  readonly kind: Kind
  readonly pod: Pod
}

/**
 * Makes `count` pods, each kind in turn. `now` (milliseconds) is the moment at which their ages are meant to be printed;
 * many a time in them is then exactly on the border of two printed forms.
 */
export function generatePods(seed: number, count: number, now: number): GeneratedPod[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'chaos'
    return { kind, pod: assemble(`p${index}`, pastTime(random, now), makeParts(kind, random, now)) }
  })
}

function makeParts(kind: Kind, random: Random, now: number): Parts {
  if (kind === 'chaos') return chaosParts(random, now)
  const parts = lifelikeParts(random, now)
  if (kind === 'one thing broken') breakOneThing(parts, random, now)
  return parts
}
