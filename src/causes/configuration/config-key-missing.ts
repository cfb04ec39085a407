import { configFailures, missingReferences } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { theContainer } from '../words/container.ts'

export const configKeyMissing = defineCause({
  id: 'config-key-missing',
  stage: 'configuration',
  title: 'A ConfigMap or Secret lacks a key that a container needs',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, message, evidence } of configFailures(pod)) {
      for (const { kind, name, key } of missingReferences(message)) {
        if (key === '') continue
        yield certain(container.name, { role: container.role, kind, name, key }, evidence)
      }
    }
  },

  describe: ({ role, kind, name, key }, { container, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: ${kind} \`${name}\` has no key \`${key}\`.`,
    why: `The ${kind} was read, and an environment variable of the container asks for a key that is not in it. Keys are case-sensitive.`,
    next: [
      kubectl`describe ${kind === 'Secret' ? 'secret' : 'configmap'} ${name} -n ${namespace}`,
      `Add key \`${key}\` to ${kind} \`${name}\`, correct \`valueFrom\` in \`env\` of \`${container}\`, or mark the reference \`optional: true\`.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ kind, name, key }, at) => thingOf(at, kind, name === '' ? '' : `${name}, key ${key}`),
})
