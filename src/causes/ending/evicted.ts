import { evictionOf } from '../../signs/removal.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

// What `evicted-by-pressure` and `evicted-over-limit` know of; the rest is quoted.
const known =
  /The node (?:was low on resource|had condition): |Usage of EmptyDir volume "|exceeded its local ephemeral storage limit|ephemeral local storage usage exceeds/

export const evicted = defineCause({
  id: 'evicted',
  stage: 'ending',
  title: 'The pod was evicted for a reason that its message tells',
  seenAs: ['Evicted', 'Error', 'Completed', 'ContainerStatusUnknown'],
  needs: ['pod'],
  isGeneric: true,
  explains: ['crash', 'probes'],

  *match(pod) {
    const eviction = evictionOf(pod)
    if (eviction === null || known.test(eviction.message)) return
    yield certain(null, { message: eviction.message }, eviction.evidence)
  },

  describe: ({ message }, { node, pod, namespace }) => ({
    what:
      message === '' ? 'The pod was evicted, and no message says why.' : `The pod was evicted: "${message}".`,
    why: 'An evicted pod is not started again; a controller makes another one.',
    next: [kubectl`describe pod ${pod} -n ${namespace}`, kubectl`describe node ${node}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
