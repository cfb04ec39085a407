// The street: a crowded cluster of some 35 namespaces, and all of its trouble.
import type { Scenario } from '../parts.ts'
import { environment, labels } from './cluster.ts'
import { configurationRoots, creationRoots, imageRoots, schedulingRoots, volumeRoots } from './roots.ts'
import {
  consequence,
  crashRoots,
  deleted,
  endingRoots,
  late,
  leaving,
  probeRoots,
  rollouts,
  well,
} from './running-roots.ts'

export const scenario: Scenario = {
  labels,
  testEnvironment: environment,
  aliveNodes: ['node-c', 'node-d'],
  cordonedNodes: ['node-c'],
  roots: [
    ...configurationRoots,
    ...imageRoots,
    ...volumeRoots,
    ...schedulingRoots,
    ...creationRoots,
    ...crashRoots,
    consequence,
    ...probeRoots,
    ...endingRoots,
  ],
  rollouts,
  well,
  deleted,
  late,
  leaving,
}
