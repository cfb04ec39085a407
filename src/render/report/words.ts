// Sentences that all forms of a report share. Nothing here is neutralised: whoever prints it does that.

import type { FailureReport, Group, Member, ReportGap } from '../../report/failure-report.ts'
import type { Severity } from '../../report/severity.ts'
import { clock } from '../../words/clock.ts'
import { counted } from '../../words/names.ts'
import { gapWords, sourceWords } from '../words.ts'

/** What each severity means. */
export const severityWords: Record<Severity, string> = {
  down: 'nothing ready',
  degraded: 'partly ready',
  job: 'job failed',
  waiting: 'job waits',
  leftover: 'left over',
}

/**
 * Such as `12 of 120 pods and 2 workloads lacking pods fail, for 5 reasons.` or, of pods that wait and have not failed,
 * `3 of 120 pods fail and 1 pod waits, for 2 reasons.`
 */
export function headline({ totals, groups, unexplained: unknown, complete }: FailureReport): string {
  const { pods, unexplained } = totals
  const members = [...groups.flatMap((group) => group.pods), ...unknown]
  const waiting = members.filter(({ outcome }) => outcome === 'waiting')
  const failing = members.filter(({ outcome }) => outcome !== 'waiting')
  const sofar = complete ? '' : ' So far; this is not all.'
  if (members.length === 0) {
    // Before the first answer nothing is known of how many there are.
    if (pods === 0) return complete ? 'There are no pods.' : `No pod has been read.${sofar}`
    return `None of ${counted(pods, 'pod')} fails.${sofar}`
  }
  const ofAll = ` of ${counted(pods, 'pod')}`
  const clauses: string[] = []
  if (failing.length > 0) clauses.push(`${subjects(failing, ofAll)} ${verb('fail', failing.length)}`)
  if (waiting.length > 0) {
    const of = failing.length === 0 ? ofAll : null
    clauses.push(`${subjects(waiting, of)} ${verb('wait', waiting.length)}`)
  }
  const reasons =
    groups.length === 0 ? ', for no reason that we know' : `, for ${counted(groups.length, 'reason')}`
  const notKnown =
    unexplained === 0 || groups.length === 0
      ? ''
      : ` (of ${counted(unexplained, 'pod')} the reason is not known)`
  return `${clauses.join(' and ')}${reasons}${notKnown}.${sofar}`
}

/** `fails` for one, `fail` for more. */
function verb(word: string, count: number): string {
  return count === 1 ? `${word}s` : word
}

/** `3 of 120 pods and 1 workload lacking pods`; without `ofAll`, what was said before is not said again: `3 pods`. */
function subjects(members: readonly Member[], ofAll: string | null): string {
  const pods = members.filter(({ name }) => name !== null).length
  const makers = members.length - pods
  const parts: string[] = []
  if (pods > 0) parts.push(ofAll === null ? counted(pods, 'pod') : `${pods}${ofAll}`)
  if (makers > 0) parts.push(`${counted(makers, 'workload')} lacking pods`)
  return parts.join(' and ')
}

/** What the pods that neither fail nor wait do, and which are left out. */
export function otherPods({ totals }: FailureReport): string {
  const { healthy, completed, starting, terminating, older } = totals
  const parts = [
    [healthy, 'healthy'],
    [completed, 'completed'],
    [starting, 'starting'],
    [terminating, 'terminating in time'],
    [older, 'in trouble for longer than asked for'],
  ] as const
  const reported = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return reported.length === 0 ? '' : `The others: ${reported.join(', ')}.`
}

/** Who is hit: `6 pods of Deployment/api and Deployment/web in shop, on node-a, since 01:57:30`. */
export function whoIsHit(group: Group, takenAt: string): string {
  const { owners, namespaces, nodes, since, pods } = group
  const podCount = pods.filter(({ name }) => name !== null).length
  const names = owners.map((owner) => owner.slice(owner.indexOf('/') + 1))
  const onePlace = namespaces.length === 1
  const who = some(onePlace ? names : owners, 4)
  const barePods = owners.every((owner) => /\/Pod\/[^/]+$/.test(owner))
  const of = podCount === 0 || barePods ? who : `${counted(podCount, 'pod')} of ${who}`
  return [
    `${of}${onePlace ? ` in ${namespaces[0]}` : ''}`,
    nodes.length === 0 ? '' : `on ${some(nodes, 3)}`,
    since === null ? '' : `since ${clock(since, takenAt)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** What is missing from the report, one sentence each; namespaces that are missing for the same reason share one. */
export function gapSentences(gaps: readonly ReportGap[]): string[] {
  const namespaces = Map.groupBy(
    gaps.filter(({ source }) => source === 'namespace'),
    ({ why }) => why,
  )
  const reported = [...namespaces].map(([why, of]) => {
    const names = of.map(({ detail }) => detail)
    return `the pods of ${counted(names.length, 'namespace')} (${gapReason(why)}): ${names.join(', ')}`
  })
  return [...reported, ...gaps.filter(({ source }) => source !== 'namespace').map(gapSentence)]
}

function gapSentence({ source, why, detail, count }: ReportGap): string {
  const hit = count === 0 ? '' : ` of ${counted(count, 'pod')}`
  return `${gapSource(source)}${hit} (${gapReason(why)})${detail === '' ? '' : `: ${detail}`}`
}

// The words for one pod are "its node" and "the pod's events"; here are many.
function gapSource(source: ReportGap['source']): string {
  if (source === 'pods' || source === 'workloads') return source
  return source === 'namespace' ? 'pods' : sourceWords[source].replace(/^(?:its|the pod's) /, 'the ')
}

function gapReason(why: ReportGap['why']): string {
  switch (why) {
    case 'interrupted':
      return 'interrupted'
    case 'cut':
      return 'not read to the end'
    default:
      return gapWords[why]
  }
}

/** The first few names, and how many more there are. */
export function some(names: readonly string[], most: number): string {
  if (names.length <= most + 1) return names.join(', ')
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}
