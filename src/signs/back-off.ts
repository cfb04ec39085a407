import type { Container } from '../pod/container.ts'
import { newestEnd } from '../pod/container.ts'
import type { Waiting } from '../pod/container-status.ts'

/** The wait before the next start of a container that ended. */
export interface BackOff {
  readonly seconds: number
  /** When it is over, in milliseconds since 1970, or null. The start itself comes at the next sync, up to half a minute later. */
  readonly until: number | null
  readonly waiting: Waiting
}

// `doBackOff`: "back-off 2m40s restarting failed container=app pod=…", the duration as Go prints it.
const duration = /^back-off (?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)? restarting failed container/

/** The back-off that the waiting message tells, or null. It is counted from the end of the last run. */
export function backOffOf(container: Container): BackOff | null {
  const { waiting } = container
  if (waiting === null || waiting.reason !== 'CrashLoopBackOff') return null
  const match = duration.exec(waiting.message)
  if (match === null) return null
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0))
  const total = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  const finishedAt = newestEnd(container)?.finishedAt ?? null
  return { seconds: total, until: finishedAt === null ? null : finishedAt + total * 1000, waiting }
}
