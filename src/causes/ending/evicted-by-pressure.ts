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
      pressure === ''
        ? 'It picks the pods that use most beyond their requests.'
        : pressure === 'MemoryPressure'
          ? 'Under memory pressure a kubelet refuses pods without any requests (best-effort), except critical ones.'
          : `Under ${pressure} a kubelet refuses all pods but critical ones, whatever they request.`,
      'An evicted pod is not started again; a controller makes another one.',
    ),
    next: [
      pressure === 'MemoryPressure'
        ? 'Free the node of what puts it under pressure, or give the pod requests so that it is not best-effort.'
        : pressure !== ''
          ? pressure === 'DiskPressure'
            ? 'Free disk space on the node: unused images, logs, and data of pods; or give it a larger disk.'
            : 'Free the node of what puts it under pressure.'
          : `Give the containers a request for ${resource} that covers what they use, or give the node more.`,
      kubectl`describe node ${node}`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('pressure on node', node),
})
