import { evictionOf } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

// eviction_manager.go: the three limits that are the pod's own.
const emptyDir = /Usage of EmptyDir volume "([^"]+)" exceeds the limit "([^"]+)"/
const ofContainer = /Container (\S+) exceeded its local ephemeral storage limit "([^"]+)"/
const ofPod = /Pod ephemeral local storage usage exceeds the total limit of containers ([^\s]+?)\.?(?:\s|$)/

export const evictedOverLimit = defineCause({
  id: 'evicted-over-limit',
  stage: 'ending',
  title: 'The pod was evicted because it used more storage than its own limit',
  seenAs: ['Evicted', 'Error', 'Completed', 'ContainerStatusUnknown'],
  needs: ['pod'],
  explains: ['crash', 'probes'],

  *match(pod) {
    const eviction = evictionOf(pod)
    if (eviction === null) return
    const { message, isOver, evidence } = eviction
    const [, volume, size] = emptyDir.exec(message) ?? []
    const [, container, share] = ofContainer.exec(message) ?? []
    const [, total] = ofPod.exec(message) ?? []
    const limit = size ?? share ?? total
    if (limit === undefined) return
    const known = pod.containers.find(({ name }) => name === container)
    const facts = {
      volume: volume ?? '',
      limit,
      ofContainer: container ?? '',
      role: known?.role ?? '',
      isOver,
    }
    yield (isOver ? certain : likely)(known?.name ?? null, facts, evidence)
  },

  describe: ({ volume, limit, ofContainer: container, role, isOver }, { pod, namespace }) => {
    const evicted = isOver ? 'The pod was evicted' : 'The pod seems to be about to be evicted'
    return {
      what:
        volume !== ''
          ? `${evicted} because it wrote more than ${limit} into its emptyDir volume \`${volume}\`.`
          : container !== ''
            ? `${evicted}: ${theContainer(role, container).replace(/^./, (first) => first.toLowerCase())} used more than its own limit of ${limit} of ephemeral storage.`
            : `${evicted} because its containers together used more than their limit of ${limit} of ephemeral storage.`,
      why: 'This limit stands in the pod itself and was reached whatever the node had left. An evicted pod is not started again; a controller makes another one, which will fare alike.',
      next: [
        volume !== ''
          ? `Raise \`sizeLimit\` of the emptyDir volume \`${volume}\` above ${limit}, or make the program write less.`
          : `Raise \`resources.limits.ephemeral-storage\` above ${limit}, or make the program write less.`,
        kubectl`describe pod ${pod} -n ${namespace}`,
      ],
    }
  },

  recovery: 'replaced',
  sharedBy: null,
})
