import type { Moment } from '../../timeline/dated.ts'
import { clock } from '../../words/clock.ts'
import { shortDuration } from './words.ts'

const words = new Map([
  ['scheduled', 'scheduled'],
  ['sandbox-ready', 'sandbox'],
  ['initialized', 'initialized'],
  ['ready', 'ready'],
  ['unready', 'not ready'],
  ['preempted', 'preempted'],
  ['evicted', 'evicted'],
  ['deletion-requested', 'deletion asked for'],
  ['removed', 'gone'],
])

/**
 * A life in one line, from a pod's own moments, oldest first: when it was created, and how long after that the rest came, such as
 * `created 21:38:26, scheduled +<1s, sandbox by +1s, ready +5s`. "" for a pod whose creation is not known.
 */
export function shortLife(moments: readonly Moment[], takenAt: string): string {
  const created = moments.find(({ what }) => what === 'created')
  if (created === undefined) return ''
  const rest = moments.flatMap(({ at, what, subject, precision }) => {
    const word = subject === 'pod' ? words.get(what) : undefined
    if (word === undefined) return []
    const by = precision === 'by-then' || precision === 'between' ? ' by' : ''
    return [`${word}${by} +${shortDuration(Math.max(0, Date.parse(at) - Date.parse(created.at)))}`]
  })
  return [`created ${clock(created.at, takenAt)}`, ...rest].join(', ')
}
