import { sandboxFailure } from '../../signs/sandboxing.ts'
import { startFailures } from '../../signs/starting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

export const memoryTooLowToStart = defineCause({
  id: 'memory-too-low-to-start',
  stage: 'startup',
  title: 'The memory limit is too low even to start',
  seenAs: [
    'ContainerCreating',
    'RunContainerError',
    'CreateContainerError',
    'StartError',
    'CrashLoopBackOff',
    'Init',
  ],
  needs: ['pod', 'events'],
  explains: ['crash'],

  *match(pod) {
    for (const { container, problem, evidence } of startFailures(pod)) {
      if (problem !== 'memory') continue
      const limit = container.limits.find(([name]) => name === 'memory')?.[1] ?? ''
      const role: string = container.role
      yield certain(container.name, { role, limits: limit === '' ? [] : [limit] }, evidence)
    }
    const sandbox = sandboxFailure(pod)
    if (sandbox?.problem !== 'memory') return
    // The sandbox runs within the limit of the pod, which is the sum of those of its containers.
    const limits = pod.containers.flatMap(({ name, limits }) =>
      limits.filter(([resource]) => resource === 'memory').map(([, amount]) => `${name}: ${amount}`),
    )
    const role: string = ''
    yield certain(null, { role, limits }, sandbox.evidence)
  },

  describe: ({ role, limits }, { container, pod, namespace }) => ({
    what: `${container === '' ? `Pod \`${pod}\`` : theContainer(role, container)} cannot start: its memory limit${limits.length === 0 ? '' : ` (${limits.join(', ')})`} is too low even to begin.`,
    why: 'The process that sets the container up ran out of memory before the program was started, and was killed (OOM). A limit of a few megabytes does not suffice; `m` in place of `Mi` makes one by mistake.',
    next: [
      'Raise `resources.limits.memory`.',
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..resources}'`,
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
