import { field } from '../../pod/item.ts'
import { endedRuns } from '../../signs/exits.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences } from '../words/container.ts'
import { afterwards, lastWordsSentence, logsCommand, runFacts, whatHappened } from '../words/crash.ts'

export const outOfMemory = defineCause({
  id: 'out-of-memory',
  stage: 'crash',
  title: 'The kernel killed a process of the container for lack of memory',
  seenAs: ['OOMKilled', 'CrashLoopBackOff', 'Error', 'Running', 'NotReady', 'Init'],
  needs: ['pod'],

  *match(pod) {
    for (const { container, ...run } of endedRuns(pod)) {
      if (run.kind !== 'out-of-memory') continue
      const limit = container.limits.find(([resource]) => resource === 'memory')?.[1] ?? ''
      const [exit, ...rest] = run.evidence
      const path = `${container.path}.resources.limits.memory`
      const limits = limit === '' ? [] : [{ ...field(path, limit), container: container.name }]
      yield certain(container.name, { ...runFacts({ container, ...run }), limit }, [exit, ...limits, ...rest])
    }
  },

  describe: (facts, place) => ({
    what: whatHappened(
      facts,
      place,
      `is OOMKilled (exit code ${facts.exitCode}${limitOf(facts.limit)})`,
      `was OOMKilled (exit code ${facts.exitCode}${limitOf(facts.limit)})`,
    ),
    why: sentences(
      facts.exitCode === 137
        ? 'The kernel killed a process of the container because memory ran out.'
        : `The kernel killed a process of the container because memory ran out, and the main process then ended with code ${facts.exitCode}.`,
      facts.limit === ''
        ? 'The container has no memory limit of its own, so a limit of the pod or the memory of the node was reached; the status does not say which.'
        : `Most likely it reached its own limit of ${facts.limit}; the status does not say whether it was that, a limit of the pod, or the node.`,
      lastWordsSentence(facts),
      afterwards(facts),
    ),
    next: [
      facts.limit === ''
        ? 'Find out how much memory the program needs, and set a memory request and limit for it.'
        : `Raise \`resources.limits.memory\` above ${facts.limit}, or make the program use less.`,
      kubectl`top pod ${place.pod} -n ${place.namespace} --containers`,
      logsCommand(facts, place),
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})

function limitOf(limit: string): string {
  return limit === '' ? '' : `, memory limit ${limit}`
}
