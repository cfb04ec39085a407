import { field } from '../../pod/item.ts'
import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'

export const hostPortTaken = defineCause({
  id: 'host-port-taken',
  stage: 'scheduling',
  title: 'The host port is taken on every node',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'host-ports')
    if (obstacle === null) return
    const ports = pod.containers.flatMap(({ name, ports: own }) =>
      own
        .filter(({ hostPort }) => hostPort > 0)
        .map(({ hostPort, path }) => ({ ...field(`${path}.hostPort`, String(hostPort)), container: name })),
    )
    yield (obstacle.sure ? certain : likely)(
      null,
      { ...nodeReasons(obstacle), hostPorts: [...new Set(ports.map(({ value }) => value))] },
      [...obstacle.evidence, ...ports],
    )
  },

  describe: ({ hostPorts, ...reasons }, { pod }) => ({
    what: `Pod \`${pod}\` gets no node: its host port ${hostPorts.length > 0 ? names(hostPorts) : ''} is taken on those that it could use.`,
    why: `${nodeReasonsSentence(reasons)} Only one pod of a node can have a host port, so that there can be no more such pods than nodes.`,
    next: [
      'Remove `hostPort` from the ports of the container and use a Service, or run no more such pods than there are nodes.',
      kubectl`get pods -A -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name,NODE:.spec.nodeName,HOSTPORTS:.spec.containers[*].ports[*].hostPort`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ hostPorts }) => thing('host port', hostPorts),
})
