import { configFailures, missingReferences } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const configMapMissing = defineCause({
  id: 'config-map-missing',
  stage: 'configuration',
  title: 'A ConfigMap that a container needs does not exist',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, message, evidence } of configFailures(pod)) {
      for (const { kind, name, key } of missingReferences(message)) {
        if (kind === 'ConfigMap' && key === '')
          yield certain(container.name, { role: container.role, name }, evidence)
      }
    }
  },

  describe: ({ role, name }, { container, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: ConfigMap \`${name}\` does not exist (not found).`,
    why: `Its environment is taken from this ConfigMap, which must be in namespace \`${namespace}\`. The kubelet tries again and goes on as soon as it is there.`,
    next: [
      kubectl`get configmap ${name} -n ${namespace}`,
      `Create ConfigMap \`${name}\`, correct its name in \`env\` or \`envFrom\` of \`${container}\`, or mark the reference \`optional: true\`.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ name }, at) => thingOf(at, 'ConfigMap', name),
})
