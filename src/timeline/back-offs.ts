// How long a kubelet waits before it starts a container again, by its defaults (`kubelet.go newCrashLoopBackOff`, client-go
// `flowcontrol/backoff.go`): at once, then 10 s, doubled with each exit up to 300 s; anew after a run of more than 10 minutes.
// From 1.32 on a node can be told other times, so that what follows from the defaults is only likely.
import type { Run } from './runs.ts'

const first = 10_000
const longest = 300_000
const forgottenAfter = 10 * 60_000

/**
 * The wait that follows a run, in milliseconds, by the defaults; 0 for a start at once. Null where earlier runs are not known, so
 * that it cannot be counted.
 */
export function nextStart(runs: readonly Run[], after: Run): number | null {
  const last = runs.indexOf(after)
  let wait: number | null = runs[0]?.run === 1 ? 0 : null
  for (let index = 0; index <= last; index += 1) {
    const run = runs[index]
    if (run === undefined || run.finishedAt === null) return null
    if (run.startedAt !== null && run.finishedAt - run.startedAt > forgottenAfter) wait = 0
    else if (index > 0) {
      if (run.run !== (runs[index - 1]?.run ?? 0) + 1) wait = null
      else if (wait !== null) wait = wait === 0 ? first : Math.min(wait * 2, longest)
    }
  }
  return wait
}
