import { hookFailures } from '../../signs/hooks.ts'
import { plainLines } from '../../signs/last-words.ts'
import { hintIn } from '../../signs/log-hints.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { sentences, theContainer } from '../words/container.ts'
import { hintAdvice, hintSentence } from '../words/hint.ts'

// kubelet `kuberuntime_container.go`: "Exec lifecycle hook ([…]) for Container "C" in Pod "P" failed - error: command '…' exited with 7: …".
const hookExit = /' exited with (-?\d+)\b/
// Behind it stands what the command wrote, with Go's quoting.
const hookOutput = /, message: "((?:[^"\\]|\\.)*)"/
const hookKind = /^(Exec|HTTP|Http|Sleep) lifecycle hook/

export const postStartFailed = defineCause({
  id: 'post-start-failed',
  stage: 'startup',
  title: 'The postStart hook failed',
  seenAs: ['PostStartHookError', 'CrashLoopBackOff', 'Running', 'Error', 'Init'],
  needs: ['pod', 'events'],
  explains: ['crash'],

  *match(pod) {
    for (const { container, terminated, message, isStated, mayHaveEndedFirst, evidence } of hookFailures(
      pod,
    )) {
      const output = (hookOutput.exec(message)?.[1] ?? '').replace(/\\n/g, '\n').replace(/\\(["\\])/g, '$1')
      const hint = hintIn(plainLines(output))
      const code = hookExit.exec(message)?.[1]
      const facts = {
        role: container.role,
        hook: hookKind.exec(message)?.[1]?.toLowerCase() ?? container.postStart?.does ?? 'unknown',
        hookExitCode: code === undefined ? null : Number(code),
        exitCode: terminated?.exitCode ?? null,
        mayHaveEndedFirst,
        suggests: hint?.kind ?? '',
        suggestsAbout: hint?.about ?? '',
        runsAgain: container.running !== null,
      }
      yield (isStated ? certain : likely)(container.name, facts, evidence)
    }
  },

  describe: (
    { role, hook, hookExitCode, exitCode, mayHaveEndedFirst, suggests, suggestsAbout, runsAgain },
    { container, pod, namespace },
  ) => ({
    what: mayHaveEndedFirst
      ? `${theContainer(role, container)} ended with exit code ${exitCode}, and its postStart hook failed.`
      : `The postStart hook of ${theContainer(role, container).replace(/^\w/, (first) => first.toLowerCase())} ${hookExitCode === null ? 'failed' : `failed with exit code ${hookExitCode}`}, so that the kubelet killed the container${runsAgain ? '; it runs again now' : ''}.`,
    why: sentences(
      mayHaveEndedFirst
        ? 'Either the hook failed and the kubelet stopped the container, or the program ended first and took its hook with it: that exit code is not the one of a kill.'
        : 'A container whose postStart hook fails is killed and started again, whatever its program does.',
      mayHaveEndedFirst || exitCode === null
        ? ''
        : `Exit code ${exitCode} of the container appears to be that kill and not an error of its own.`,
      hook === 'unknown' ? '' : `The hook is of type \`${hook}\`.`,
      suggests === '' ? '' : `The hook wrote an error. ${hintSentence(suggests, suggestsAbout)}`,
    ),
    next: [
      ...hintAdvice(suggests, suggestsAbout, container),
      kubectl`logs ${pod} -n ${namespace} -c ${container} --previous`,
      `Correct \`lifecycle.postStart\` of \`${container}\`. It runs at the same time as the program, so that it must wait for what the program prepares.`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{..lifecycle.postStart}'`,
    ],
  }),

  recovery: 'crash',
  sharedBy: null,
})
