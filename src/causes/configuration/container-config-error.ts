import { configFailures } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

export const containerConfigError = defineCause({
  id: 'container-config-error',
  stage: 'configuration',
  title: 'The configuration of a container cannot be put together',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],
  isGeneric: true,

  *match(pod) {
    for (const { container, message, problem, evidence } of configFailures(pod)) {
      if (problem !== 'other') continue
      yield certain(container.name, { role: container.role, message: message.trim() }, evidence)
    }
  },

  describe: ({ role, message }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: the kubelet cannot put its configuration together.`,
    why: message === '' ? 'It did not say why.' : `It says "${message}".`,
    next: [kubectl`describe pod ${pod} -n ${namespace}`],
  }),

  recovery: 'passes',
  sharedBy: null,
})
