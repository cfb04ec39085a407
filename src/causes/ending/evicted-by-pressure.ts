import { evictionOf } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'

// "The node was low on resource: memory. Threshold quantity: …" (the second part from 1.26); at admission "The node had
// condition: [DiskPressure]. ".
const lowOn = /The node was low on resource: \[?([^.\]]+)\]?\./
const hadCondition = /The node had condition: \[?([^.\]]+)\]?\./
const usage = /(?:Container|Pod) \S+ was using .*$/s

export const evictedByPressure = defineCause({
  id: 'evicted-by-pressure',
  stage: 'ending',
  title: 'The node ran low on a resource and evicted the pod',
  seenAs: ['Evicted', 'Error', 'Completed', 'ContainerStatusUnknown', 'OOMKilled'],
  needs: ['pod'],
  explains: ['crash', 'probes'],

  *match(pod) {
    const eviction = evictionOf(pod)
    if (eviction === null) return
    const { message, isOver, evidence } = eviction
    const resource = lowOn.exec(message)?.[1] ?? ''
    const pressure = hadCondition.exec(message)?.[1] ?? ''
    if (resource === '' && pressure === '') return
    const facts = { resource, pressure, usage: usage.exec(message)?.[0].trim() ?? '', isOver }
    yield (isOver ? certain : likely)(null, facts, evidence)
  },

  describe: ({ resource, pressure, usage: used, isOver }, { node, pod, namespace }) => ({
    what:
      pressure !== ''
        ? `Node \`${node}\` did not take the pod, because it was under pressure (${pressure}).`
        : `Node \`${node}\` ${isOver ? 'evicted the pod' : 'seems to be evicting the pod'}, because the node ran low on ${resource}.`,
    why: sentences(
      used === '' ? '' : `The kubelet says: "${used}".`,
      whoIsHit(pressure),
      'An evicted pod is not started again; a controller makes another one.',
    ),
    next: [
      resource === ''
        ? relief(pressure)
        : `Give the containers a request for ${resource} that covers what they use, or give the node more.`,
      kubectl`describe node ${node}`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('pressure on node', node),
})

/** Whom a kubelet evicts or refuses (`eviction_manager.go`, `Admit`). */
function whoIsHit(pressure: string): string {
  if (pressure === '') return 'It picks the pods that use most beyond their requests.'
  if (pressure === 'MemoryPressure')
    return 'Under memory pressure a node takes no pod without requests and limits (best-effort), unless it is a critical one.'
  return 'Under this pressure a node refuses all pods but critical ones.'
}

function relief(pressure: string): string {
  if (pressure === 'MemoryPressure')
    return 'Free memory on the node, or give the pod requests so that it is not best-effort.'
  if (pressure === 'DiskPressure')
    return 'Free disk space on the node: unused images, logs, and files that containers have written.'
  return 'Free the node of what puts it under pressure.'
}
