// From saved files to lives: which of the pods that a file tells of are meant.

import { metadataOf } from '../../cluster/api/objects.ts'
import { loadLives } from '../../cluster/saved/life.ts'
import { selectSnapshots } from '../../cluster/snapshot/select.ts'
import { readPod } from '../../pod/reading.ts'
import type { PodSnapshot } from '../../pod/snapshot.ts'
import { type Life, lifeOf } from '../../timeline/life.ts'
import { namespaceOf, type Question } from '../find-pods.ts'
import { parseTargets } from '../targets.ts'

/**
 * The lives that are asked for, in the order in which their pods were first seen; for a workload that is named and has no pod, an
 * empty one. Throws a UsageError or a ClusterError.
 */
export async function loadSavedLives(question: Question): Promise<Life[]> {
  const { files, words, selector, now } = question
  const names = parseTargets(words)
  const { reading, lives } = await loadLives(files, { now, clock: Date.now(), stdin: process.stdin })
  const selected = selectSnapshots(reading, { names, namespace: namespaceOf(question), selector })
  const meant = new Set(selected.filter(({ pod }) => pod !== null).map(nameOf))
  const absent = selected.filter(({ pod }) => pod === null && names.length > 0)
  return [
    ...lives
      .filter(({ latest }) => meant.has(nameOf(latest)))
      .map(({ states, latest, removed }) => ({
        states: states.map(readPod),
        latest: readPod(latest),
        removed,
      })),
    ...absent.map((snapshot) => lifeOf(readPod(snapshot))),
  ]
}

function nameOf({ pod }: PodSnapshot): string {
  const { namespace, name } = metadataOf(pod)
  return `${namespace}/${name}`
}
