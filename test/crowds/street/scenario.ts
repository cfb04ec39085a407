// The street: a crowded cluster of some 35 namespaces, and all of its trouble.
import type { Root } from '../parts.ts'
import { configurationRoots, creationRoots, imageRoots, schedulingRoots, volumeRoots } from './roots.ts'
import { consequence, crashRoots, endingRoots, probeRoots } from './running-roots.ts'

export { late, leaving, rollout, well } from './running-roots.ts'

/** The root causes that are there from the start. */
export const roots: readonly Root[] = [
  ...configurationRoots,
  ...imageRoots,
  ...volumeRoots,
  ...schedulingRoots,
  ...creationRoots,
  ...crashRoots,
  consequence,
  ...probeRoots,
  ...endingRoots,
]
