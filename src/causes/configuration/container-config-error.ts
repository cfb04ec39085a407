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
    for (const { container, said, problem, evidence } of configFailures(pod)) {
      if (problem !== 'other') continue
      yield certain(container.name, { role: container.role, said: said.trim() }, evidence)
    }
  },

  tell: ({ role, said }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: the kubelet cannot put its configuration together.`,
    why: said === '' ? 'It did not say why.' : `It says "${said}".`,
    next: [kubectl`describe pod ${pod} -n ${namespace}`],
  }),
})
