import { type HeldOpen, heldOpen } from '../../signs/held-open.ts'
import { utcClock } from '../../words/clock.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { defineCause, likely } from '../define-cause.ts'
import { sentences, timeFact } from '../words/container.ts'

// What the helpers document as the way to end them.
const ways: Readonly<Record<Exclude<HeldOpen['helper'], ''>, string>> = {
  istio:
    'Or let the program end it as its last step: `curl -X POST http://localhost:15020/quitquitquit`. Istio injects a native sidecar where `ENABLE_NATIVE_SIDECARS` is on.',
  linkerd:
    'Or let the program end it as its last step: `curl -X POST http://localhost:4191/shutdown`. Linkerd injects a native sidecar with the annotation `config.alpha.linkerd.io/proxy-enable-native-sidecar: "true"`.',
  'cloud-sql-proxy':
    'Or start it with `--quitquitquit`, and let the program end it as its last step: `curl -X POST http://localhost:9091/quitquitquit`.',
  'vault-agent':
    'Or give a Job its secrets at the start only: annotation `vault.hashicorp.com/agent-pre-populate-only: "true"`.',
}

export const podHeldOpen = defineCause({
  id: 'pod-held-open',
  stage: 'ending',
  title: 'A container that does not end keeps the pod from completing',
  seenAs: ['NotReady', 'Running', 'Error', 'Completed'],
  needs: ['pod'],
  outcome: 'waiting',
  normalFor: null,

  *match(pod) {
    for (const { container, helper, ended, since, hasFailed, evidence } of heldOpen(pod)) {
      const facts = {
        helper,
        ended: ended.map(({ name }) => name),
        exitCodes: ended.map(({ exitCode }) => String(exitCode)),
        since: timeFact(since),
        runsSince: timeFact(container.running?.startedAt ?? null),
        hasFailed,
        job: pod.controller?.kind === 'Job' ? pod.controller.name : '',
      }
      yield likely(container.name, facts, evidence)
    }
  },

  describe: (
    { helper, ended, exitCodes, since, runsSince, hasFailed, job },
    { container, pod, namespace },
  ) => ({
    what: `Container ${names(ended)} has ended, but pod \`${pod}\` cannot complete: \`${container}\` beside it still runs, and seems not to end by itself.`,
    why: sentences(
      `${names(ended)} ended with exit code ${exitCodes.join(' and ')}${since === null ? '' : ` at ${utcClock(since)}`}${hasFailed ? '' : ', its work done'}; \`${container}\` ${runsSince === null ? 'runs on' : `has been running since ${utcClock(runsSince)}`}.`,
      'A pod is over only when all its main containers have ended, and a proxy or an agent is not told that the program beside it is done.',
      job === '' ? '' : `Until then Job \`${job}\` counts the pod as active.`,
    ),
    next: [
      `Make \`${container}\` a native sidecar: an entry of \`initContainers\` with \`restartPolicy: Always\`. The kubelet stops it when the main containers have ended (Kubernetes 1.29 and newer).`,
      helper === '' ? 'Or let the program tell it to end, as its last step.' : ways[helper],
      kubectl`logs ${pod} -n ${namespace} -c ${container} --since=10m`,
    ],
  }),

  recovery: 'spec',
  sharedBy: null,
})
