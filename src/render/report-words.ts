// Sentences that all forms of a report share. Nothing here is neutralised: whoever prints it does that.
import type { FailureReport, Group, ReportGap } from '../report/failure-report.ts'
import type { Harm } from '../report/harm.ts'
import { clock, gapWords, sourceWords } from './words.ts'

/** What each harm means. */
export const harmWords: Record<Harm, string> = {
  down: 'nothing ready',
  degraded: 'partly ready',
  job: 'job failed',
  leftover: 'left over',
}

/** Such as `12 pods and 2 workloads lacking pods of 120 pods fail, for 5 reasons.` */
export function headline({ totals, groups, unexplained: unknown, complete }: FailureReport): string {
  const { pods, failing, unexplained } = totals
  const members = [...groups.flatMap((group) => group.pods), ...unknown]
  const makers = members.filter(({ name }) => name === null).length
  const without = makers === 0 ? '' : `${counted(makers, 'workload')} lacking pods`
  const bad = failing + unexplained
  const sofar = complete ? '' : ' So far; this is not all.'
  if (bad === 0 && without === '') {
    return pods === 0 ? `There are no pods.${sofar}` : `None of ${counted(pods, 'pod')} fails.${sofar}`
  }
  const who = [bad === 0 ? '' : `${bad} of ${counted(pods, 'pod')}`, without].filter(Boolean).join(' and ')
  const reasons =
    groups.length === 0 ? ', for no reason that we know' : `, for ${counted(groups.length, 'reason')}`
  const notKnown =
    unexplained === 0 || groups.length === 0
      ? ''
      : ` (of ${counted(unexplained, 'pod')} the reason is not known)`
  return `${who} fail${bad + makers === 1 ? 's' : ''}${reasons}${notKnown}.${sofar}`
}

/** What the pods that do not fail do, and which are left out. */
export function otherPods({ totals }: FailureReport): string {
  const { healthy, completed, starting, terminating, older } = totals
  const parts = [
    [healthy, 'healthy'],
    [completed, 'completed'],
    [starting, 'starting'],
    [terminating, 'terminating in time'],
    [older, 'failing for longer than asked for'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return told.length === 0 ? '' : `The others: ${told.join(', ')}.`
}

/** Who is hit: `6 pods of Deployment/api and Deployment/web in shop, on node-a, since 01:57:30`. */
export function whoIsHit(group: Group, takenAt: string): string {
  const { owners, namespaces, nodes, since, pods } = group
  const podCount = pods.filter(({ name }) => name !== null).length
  const names = owners.map((owner) => owner.slice(owner.indexOf('/') + 1))
  const onePlace = namespaces.length === 1
  const who = some(onePlace ? names : owners, 4)
  const barePods = owners.every((owner) => /\/Pod\/[^/]+$/.test(owner))
  const of = podCount === 0 ? who : barePods ? who : `${counted(podCount, 'pod')} of ${who}`
  return [
    `${of}${onePlace ? ` in ${namespaces[0]}` : ''}`,
    nodes.length === 0 ? '' : `on ${some(nodes, 3)}`,
    since === null ? '' : `since ${clock(since, takenAt)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** What is missing from the report, one sentence each. */
export function gapSentences(gaps: readonly ReportGap[]): string[] {
  return gaps.map(({ source, why, detail, count }) => {
    const what =
      source === 'namespace'
        ? 'pods'
        : source === 'pods' || source === 'workloads'
          ? source
          : sourceWords[source]
    const reason =
      why === 'interrupted' ? 'interrupted' : why === 'cut' ? 'not read to the end' : gapWords[why]
    const hit = count === 0 ? '' : ` of ${counted(count, 'pod')}`
    return `${what}${hit} (${reason})${detail === '' ? '' : `: ${detail}`}`
  })
}

/** The first few names, and how many more there are. */
export function some(names: readonly string[], most: number): string {
  if (names.length <= most + 1) return names.join(', ')
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

/** `1 pod`, `2 pods`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
