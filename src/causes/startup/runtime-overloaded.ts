import { startFailures } from '../../signs/starting.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { cannotStart, startFacts } from '../words/start.ts'

export const runtimeOverloaded = defineCause({
  id: 'runtime-overloaded',
  stage: 'startup',
  title: 'The container runtime does not answer in time',
  seenAs: ['CreateContainerError', 'RunContainerError', 'Init'],
  needs: ['pod'],

  *match(pod) {
    // A runtime relabels or hands over the files of these volumes before it creates a container.
    const claims = pod.volumes
      .filter(({ kind }) => kind === 'persistentVolumeClaim' || kind === 'ephemeral')
      .map(({ refersTo }) => refersTo)
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'busy') continue
      const facts = {
        ...startFacts(failure),
        isReserved: /reserv/i.test(failure.message),
        claims: failure.atCreation ? claims : [],
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ isReserved, claims, ...facts }, { container, node, pod, namespace }) => ({
    what: `${cannotStart(facts, container)}: the container runtime of node \`${node}\` did not answer in time.`,
    why: sentences(
      isReserved
        ? `An earlier attempt to create the container took too long and still holds its name: the runtime says "${facts.message}".`
        : `The kubelet gave up waiting; it says "${facts.message}".`,
      claims.length === 0
        ? 'The message does not say what keeps it busy.'
        : `It does not say what takes so long. A slow disk or an overloaded node is one possible reason; a large volume is another (claim ${marked(claims)}): where nodes use SELinux, the runtime relabels every one of its files before it creates the container.`,
    ),
    next: [
      kubectl`describe node ${node}`,
      `Look at the load and the disk of node \`${node}\` and at the log of its container runtime. The kubelet tries again by itself.`,
      ...(claims.length === 0
        ? []
        : [
            `If only pods with that volume are slow, spare it the relabelling: \`seLinuxOptions\` of the pod with a driver that mounts by label (\`seLinuxMount\`), in CRI-O the annotation \`io.kubernetes.cri-o.TrySkipVolumeSELinuxLabel\`; for changes of ownership set \`fsGroupChangePolicy: OnRootMismatch\`.`,
            kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.securityContext}'`,
          ]),
    ],
  }),

  recovery: 'passes',
  sharedBy: (_, { node }) => thing('runtime of node', node),
})
