import { sandboxFailure } from '../../signs/sandboxing.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'

// Multus `getKubernetesDelegate`: "cannot find (get) a network-attachment-definition (n) in namespace (ns)".
const named = /network-attachment-definition \(([^)]+)\) in namespace \(([^)]+)\)/
const notFound = /network-attachment-definitions\.\S+ "([^"]+)" not found/

export const networkAttachmentMissing = defineCause({
  id: 'network-attachment-missing',
  stage: 'sandbox',
  title: 'A network that the pod asks for is not defined',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    const failure = sandboxFailure(pod)
    if (failure?.problem !== 'attachment-missing') return
    const [, name = '', namespace = ''] = named.exec(failure.message) ?? []
    const network = name || (notFound.exec(failure.message)?.[1] ?? '')
    const asked = pod.networks.filter(({ value }) => value === network || value.endsWith(`/${network}`))
    yield certain(null, { network, inNamespace: namespace || pod.namespace }, [...failure.evidence, ...asked])
  },

  describe: ({ network, inNamespace }, { pod }) => ({
    what: `Pod \`${pod}\` cannot start: NetworkAttachmentDefinition \`${network}\`, which it asks for, does not exist in namespace \`${inNamespace}\`.`,
    why: 'Multus takes the networks of a pod from its annotations, mostly `k8s.v1.cni.cncf.io/networks`; each is defined by such an object. It makes no sandbox while one is missing.',
    next: [
      `Create the NetworkAttachmentDefinition, or correct its name in the annotation of the pod template; one of another namespace is written \`NAMESPACE/NAME\`.`,
      kubectl`get network-attachment-definitions -n ${inNamespace}`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ network, inNamespace }) => thing('NetworkAttachmentDefinition', `${inNamespace}/${network}`),
})
