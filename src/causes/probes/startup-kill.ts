import { restartsItem } from '../../pod/container.ts'
import { probeKills } from '../../pod/probing.ts'
import { kubectl } from '../command.ts'
import { counted, sentences, theContainer } from '../container-words.ts'
import { certain, defineCause, likely } from '../defineCause.ts'
import { compare, gotAnswer, howKilled, probeFacts, theProbe } from '../probe-words.ts'

export const startupKill = defineCause({
  id: 'startup-kill',
  stage: 'probes',
  title: 'A failing startup probe had the container killed',
  seenAs: ['Running', 'CrashLoopBackOff', 'Error', 'Completed', 'NotReady', 'Init'],
  needs: ['pod', 'events'],
  explains: [
    'app-exit',
    'exit-zero-loop',
    'killed-by-signal',
    'killed-without-reason',
    'stopped-by-signal',
    'startup-failing',
    'readiness-failing',
    'probe-errored',
    'not-ready',
  ],

  *match(pod) {
    for (const { container, kill, failure, exit, restarts, isInferred } of probeKills(pod, 'startup')) {
      const facts = {
        ...probeFacts(container, 'startup', failure),
        exitCode: exit?.exitCode ?? null,
        restarts: container.restartCount,
        isRestarted: restarts,
        isInferred,
      }
      const seen = [
        ...(failure === null ? [] : [failure]),
        ...(exit === null ? [] : [exit]),
        ...(container.restartCount === 0 ? [] : [restartsItem(container)]),
      ]
      // An event alone can be stale or forged: a run that ended, or restarts, must agree with it.
      const isBorneOut = !isInferred && (exit !== null || container.restartCount > 0)
      yield (isBorneOut ? certain : likely)(container.name, facts, [kill, ...seen])
    }
  },

  tell: (facts, { container, pod, namespace }) => ({
    what: `${theContainer(facts.role, container)} ${howKilled(facts)} because its ${theProbe('startup', facts)} fails.`,
    why: sentences(
      gotAnswer(facts),
      facts.failureThreshold === null
        ? ''
        : `The kubelet kills the container after ${counted(facts.failureThreshold, 'failure')} in a row, ${facts.periodSeconds} s apart.`,
      facts.exitCode === null
        ? ''
        : `Its exit code ${facts.exitCode} ${facts.isInferred ? 'would then come' : 'comes'} from that kill.`,
      facts.restarts === 0
        ? ''
        : `It was restarted ${facts.restarts === 1 ? 'once' : `${facts.restarts} times`} so far.`,
    ),
    next: [
      compare('startup', facts, container),
      facts.restarts === 0
        ? kubectl`logs ${pod} -n ${namespace} -c ${container}`
        : kubectl`logs ${pod} -n ${namespace} -c ${container} --previous`,
      kubectl`describe pod ${pod} -n ${namespace}`,
    ],
  }),
})
