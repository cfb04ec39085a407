import { configFailures } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

const keyMissing = /environment variable key "([^"]+)" not found in file "([^"]+)"/

export const envFileInvalid = defineCause({
  id: 'env-file-invalid',
  stage: 'configuration',
  title: 'A file of environment variables cannot be used',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, message, problem, evidence } of configFailures(pod)) {
      if (problem !== 'env-file') continue
      const [, key = '', file = ''] = keyMissing.exec(message) ?? []
      yield certain(container.name, { role: container.role, key, file, message: message.trim() }, evidence)
    }
  },

  describe: ({ role, key, file, message }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: ${key === '' ? 'the file that its environment is taken from cannot be used' : `file \`${file}\` has no variable \`${key}\``}.`,
    why: `The kubelet says "${message}". The file is written by an earlier container into a volume that \`fileKeyRef\` names.`,
    next: [
      "Look at what the earlier init container writes; each line is `NAME='VALUE'`.",
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..fileKeyRef}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
