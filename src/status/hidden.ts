import type { ContainerStatus } from '../pod/container-status.ts'
import type { StatusFields } from '../pod/status-fields.ts'
import type { Step } from './derivation.ts'
import type { DerivedStatus } from './derive.ts'

/**
 * What a STATUS word does not show: failures and waits of other containers, restarts that RESTARTS leaves out, and the phase
 * when it says something else. In the order of the lists.
 */
export function hiddenBy(derived: DerivedStatus, pod: StatusFields): Step[] {
  const speakers = derived.because.filter(({ part }) => part === 'won').map(({ path }) => path)
  const containers = [...pod.initStatuses, ...pod.statuses]
  const hidden = containers
    .filter(({ path }) => !speakers.some((speaker) => speaker.startsWith(`${path}.`)))
    .flatMap((container) => hiddenState(container, speakers.length > 0 && derived.word !== 'Running'))
  const counted = containers.reduce((sum, { restartCount }) => sum + restartCount, 0)
  const left = containers.filter(({ restartCount }) => restartCount > 0)
  return counted === derived.restartCount
    ? hidden
    : [
        ...hidden,
        ...left
          .filter(({ path }) => path.startsWith('status.initContainerStatuses'))
          .map(
            ({ path, name, restartCount }): Step => ({
              path: `${path}.restartCount`,
              value: restartCount,
              part: 'hidden',
              so: `RESTARTS leaves out ${restartCount} of init container "${name}"`,
            }),
          ),
      ]
}

function hiddenState({ name, path, state, lastState, ready }: ContainerStatus, wordIsBad: boolean): Step[] {
  const steps: Step[] = []
  const hide = (field: string, value: string | number | boolean, so: string): void => {
    steps.push({ path: `${path}.${field}`, value, part: 'hidden', so })
  }
  if (state.waiting !== null && state.waiting.reason !== '') {
    hide(
      'state.waiting.reason',
      state.waiting.reason,
      `container "${name}" waits with ${state.waiting.reason}`,
    )
  } else if (state.terminated !== null && state.terminated.exitCode !== 0) {
    hide(
      'state.terminated.exitCode',
      state.terminated.exitCode,
      `container "${name}" has failed with exit code ${state.terminated.exitCode}`,
    )
  } else if (lastState.terminated !== null && lastState.terminated.exitCode !== 0) {
    hide(
      'lastState.terminated.exitCode',
      lastState.terminated.exitCode,
      `the last run of container "${name}" failed with exit code ${lastState.terminated.exitCode}`,
    )
  } else if (state.running !== null && ready && wordIsBad) {
    hide('ready', true, `container "${name}" runs and is ready`)
  }
  return steps
}
