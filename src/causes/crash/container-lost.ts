import { lastEvent } from '../../pod/reading.ts'
import { endedRuns } from '../../signs/exits.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences, theContainer } from '../words/container.ts'
import { afterwards, runFacts } from '../words/crash.ts'

export const containerLost = defineCause({
  id: 'container-lost',
  stage: 'crash',
  title: 'The node lost the container and cannot say how it ended',
  seenAs: ['ContainerStatusUnknown', 'Unknown', 'CrashLoopBackOff', 'Error', 'Running', 'Pending', 'Init'],
  needs: ['pod'],

  *match(pod) {
    const sandbox = lastEvent(pod, 'SandboxChanged')
    for (const run of endedRuns(pod)) {
      if (run.kind !== 'lost') continue
      const facts = { ...runFacts(run), reason: run.terminated.reason, sandboxChanged: sandbox !== null }
      const [exit, ...rest] = run.evidence
      yield certain(run.container.name, facts, sandbox === null ? run.evidence : [exit, sandbox, ...rest])
    }
  },

  describe: (facts, place) => ({
    what: `${theContainer(facts.role, place.container)} was lost: its node cannot say how its last run ended.`,
    why: sentences(
      `The exit code ${facts.exitCode}${facts.reason === '' ? '' : ` (${facts.reason})`} stands in for one that nobody saw. It is no sign of a kill or of a lack of memory.`,
      facts.sandboxChanged
        ? 'The sandbox of the pod was made anew, as after a restart of the node or the loss of its network.'
        : 'This happens when a node or its container runtime restarts, or loses its data.',
      afterwards(facts),
    ),
    next: [
      kubectl`describe node ${place.node}`,
      kubectl`get events -n default --field-selector involvedObject.kind=Node,involvedObject.name=${place.node}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ sandboxChanged }, { node }) => (sandboxChanged ? thing('restart of node', node) : null),
})
