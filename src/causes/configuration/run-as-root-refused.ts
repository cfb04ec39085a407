import { configFailures } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

// kubelet `security_context.go`, Linux and Windows wordings.
const refusals: readonly (readonly [RegExp, string])[] = [
  [/runAsNonRoot and image will run as root/, 'its image would run as root'],
  [
    /runAsNonRoot and image has non-numeric user \(([^)]*)\)/,
    'the user of its image is a name, which cannot be told from root',
  ],
  [/runAsNonRoot and image has an invalid user id/, 'the user of its image has a number out of range'],
  [/runAsUser breaks non-root policy/, '`runAsUser` is 0, which is root'],
  [/runAsUserName \([^)]*\) .*break non-root policy/, 'its Windows user is an administrator'],
]

export const runAsRootRefused = defineCause({
  id: 'run-as-root-refused',
  stage: 'configuration',
  title: 'runAsNonRoot refuses the user of the container',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, message, evidence } of configFailures(pod)) {
      const refusal = refusals.find(([says]) => says.test(message))
      if (refusal === undefined) continue
      const user = /non-numeric user \(([^)]*)\)/.exec(message)?.[1] ?? ''
      const facts = { role: container.role, because: refusal[1], user, image: container.image.value }
      yield certain(container.name, facts, evidence)
    }
  },

  describe: ({ role, because, user, image }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: \`runAsNonRoot\` is set, and ${because}${user === '' ? '' : ` (\`${user}\`)`}.`,
    why:
      user === ''
        ? `The kubelet refuses to create a container that would run as root. What counts is \`securityContext.runAsUser\`, else the user of image \`${image}\`.`
        : `The kubelet compares numbers only: it does not know which number \`${user}\` has inside image \`${image}\`.`,
    next: [
      `Set \`securityContext.runAsUser\` of \`${container}\` to a number other than 0 that the image can run as, or give the image a numeric \`USER\`.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..securityContext}'`,
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})
