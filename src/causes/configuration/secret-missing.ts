import { configFailures, missingReferences } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const secretMissing = defineCause({
  id: 'secret-missing',
  stage: 'configuration',
  title: 'A Secret that a container needs does not exist',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, message, evidence } of configFailures(pod)) {
      for (const { kind, name, key } of missingReferences(message)) {
        if (kind === 'Secret' && key === '')
          yield certain(container.name, { role: container.role, name }, evidence)
      }
    }
  },

  describe: ({ role, name }, { container, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: Secret \`${name}\` does not exist (not found).`,
    why: `Its environment is taken from this Secret, which must be in namespace \`${namespace}\`. The kubelet tries again and goes on as soon as it is there.`,
    next: [
      kubectl`get secret ${name} -n ${namespace}`,
      `Create Secret \`${name}\`, correct its name in \`env\` or \`envFrom\` of \`${container}\`, or mark the reference \`optional: true\`.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ name }, at) => thingOf(at, 'Secret', name),
})
