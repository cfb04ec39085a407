// The lines of a wait: one for each change on the way, and one for how it ended.
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import type { Rollout } from '../../signs/rollout.ts'
import { inline } from '../neutralise.ts'

/** How one thing that is waited for stands. */
export interface WaitState {
  /** Such as `deployment/api`. */
  readonly name: string
  readonly rollout: Rollout | null
  /** Those that are not well, worst first. */
  readonly unwell: readonly Diagnosis[]
  readonly isWell: boolean
  /** Pods of an earlier revision that hold up a StatefulSet. */
  readonly heldUpBy: readonly string[]
}

/** How the wait ended; null while it goes on. */
export type Ended = 'well' | 'unrecoverable' | 'timeout' | 'interrupted'

/** Such as `deployment/api: 1 of 3 available, 2 updated; CrashLoopBackOff: The program ends with an error code`. */
export function waitStateLine({ name, rollout, unwell, isWell }: WaitState): string {
  const [worst] = unwell
  const counts = rollout === null ? '' : countsText(rollout)
  const parts = [counts, isWell || worst === undefined ? '' : worstText(worst)].filter((part) => part !== '')
  return inline(`${name}: ${parts.join('; ') || (isWell ? 'well' : 'nothing is known of it yet')}`)
}

/** The last line, which says how it ended. `open`: what was not well then, or what it was given up for; `all` is all. */
export function endingLine(
  ended: Ended,
  seconds: number,
  { open, all }: { readonly open: readonly WaitState[]; readonly all: readonly WaitState[] },
): string {
  switch (ended) {
    case 'well':
      return `well after ${seconds} s: ${all.map(waitStateLine).join(' · ')}`
    case 'unrecoverable':
      return [
        `error: given up after ${seconds} s, for it cannot become well by itself any more: ${open.map(waitStateLine).join(' · ')}`,
        ...open.flatMap(heldUpLines),
      ].join('\n')
    case 'timeout':
      return `error: timed out after ${seconds} s, and it may still become well: ${open.map(waitStateLine).join(' · ')}`
    default:
      return `interrupted after ${seconds} s: ${open.map(waitStateLine).join(' · ')}`
  }
}

function heldUpLines({ name, heldUpBy }: WaitState): string[] {
  return heldUpBy.map((pod) =>
    inline(
      `pod ${pod} is of an earlier revision of ${name}, which replaces it only once it is ready: delete the pod to go on`,
    ),
  )
}

function countsText({ kind, ...rollout }: Rollout): string {
  const { isCurrent, isPaused, wanted, updated, available, total, succeeded, failed, conditions } = rollout
  if (kind === 'Job') {
    const bad = failed === 0 ? '' : `, ${failed} failed`
    const end = conditions.find(
      ({ type, status }) => (type === 'Failed' || type === 'FailureTarget') && status === 'True',
    )
    const why = end === undefined ? '' : `, given up by the Job (${end.reason})`
    return `${succeeded} of ${wanted} succeeded${bad}${why}${isPaused ? ', suspended' : ''}`
  }
  const old = Math.max(0, total - updated)
  const isLate = conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded')
  return [
    `${available} of ${wanted} available`,
    ...(updated < wanted ? [`${updated} updated`] : []),
    ...(old > 0 && updated >= wanted ? [`${old} of an older revision left`] : []),
    ...(isLate && isCurrent ? ['progress deadline exceeded'] : []),
    ...(isPaused ? ['paused'] : []),
    ...(isPaused || isCurrent ? [] : ['the newest spec is not taken up yet']),
  ].join(', ')
}

function worstText({ pod, status, verdict }: Diagnosis): string {
  const word = pod === null ? '' : (status?.word ?? '')
  return [word, verdict?.title ?? ''].filter((part) => part !== '').join(': ')
}
