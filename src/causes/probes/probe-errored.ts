import type { ProbeKind } from '../../pod/probe.ts'
import { probeTrouble, unreadyContainers } from '../../signs/probe-results.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sentences, theContainer } from '../words/container.ts'
import {
  compare,
  gotAnswer,
  isCommandLine,
  logOfUnready,
  probeFacts,
  theProbe,
} from '../words/probe-result.ts'

export const probeErrored = defineCause({
  id: 'probe-errored',
  stage: 'probes',
  title: 'A probe cannot be asked at all',
  seenAs: ['Running', 'NotReady', 'Init'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const container of unreadyContainers(pod)) {
      const kind: ProbeKind =
        container.probes.startup !== null && !container.started ? 'startup' : 'readiness'
      const trouble = probeTrouble(pod, container, kind)
      if (trouble === null || !trouble.errored || container.running === null) continue
      const facts = { ...probeFacts(pod, container, kind, trouble.event), kind }
      yield certain(container.name, facts, [
        trouble.event,
        container.running,
        ...logOfUnready(pod, container),
      ])
    }
  },

  describe: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} is not ready: its ${theProbe(facts.kind, facts)} cannot be carried out${facts.missing === '' ? '' : isCommandLine(facts.missing) ? ', because its whole command line stands in one list item' : `, because its program \`${facts.missing}\` is not found in the container`}.`,
    why: sentences(
      gotAnswer(facts),
      facts.missing === ''
        ? 'The probe did not fail: it could not be asked, and gave no result.'
        : 'The probe did not fail, it gave no answer at all.',
    ),
    next: [
      facts.missing === '' && facts.late === ''
        ? `Check that what the ${facts.kind} probe of \`${container}\` runs or asks exists in the container.`
        : compare(facts.kind, facts, container),
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: null,
})
