import { configFailures } from '../../signs/configuring.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { theContainer } from '../words/container.ts'

// From `subPathExpr`, where an environment variable is not set.
const unset = /^missing value for (\S+)/m

export const subPathFailed = defineCause({
  id: 'sub-path-failed',
  stage: 'configuration',
  title: 'The subPath of a volume mount cannot be used',
  seenAs: ['CreateContainerConfigError', 'Init:CreateContainerConfigError'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, message, problem, evidence } of configFailures(pod)) {
      if (problem !== 'sub-path') continue
      const variable = unset.exec(message)?.[1] ?? ''
      const volume = /volumeMount "([^"]+)"/.exec(message)?.[1] ?? ''
      yield certain(
        container.name,
        { role: container.role, volume, variable, message: message.trim() },
        evidence,
      )
    }
  },

  describe: ({ role, volume, variable, message }, { container, pod, namespace }) => ({
    what: `${theContainer(role, container)} cannot start: ${
      variable === ''
        ? `the \`subPath\` of its mount${volume === '' ? '' : ` of volume \`${volume}\``} cannot be prepared`
        : `its \`subPathExpr\` uses \`${variable}\`, which is not an environment variable of it`
    }.`,
    why: `The kubelet says "${message}".${variable === '' ? ' It has to find or make that path inside the volume, which fails where the volume is read-only or a part of the path is a file.' : ''}`,
    next: [
      `Correct \`${variable === '' ? 'subPath' : 'subPathExpr'}\` in \`volumeMounts\` of \`${container}\`${volume === '' ? '' : `, or create the path in volume \`${volume}\` beforehand`}.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..volumeMounts}'`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
