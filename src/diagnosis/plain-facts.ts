import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import type { Outcome } from './diagnosis.ts'
import type { Gathered } from './gather.ts'

/** What the cluster shows of a pod that no cause explains: nothing is concluded from it. */
export function plainFacts(pod: PodReading, outcome: Outcome): Item[] {
  if (outcome === 'healthy' || outcome === 'completed') return []
  return [
    pod.reason,
    pod.message,
    ...pod.conditions.filter(({ status, message, reason }) => status !== 'True' && message + reason !== ''),
    ...pod.containers.flatMap(({ waiting, terminated, lastTerminated }) => [
      waiting,
      terminated,
      terminated?.messageItem,
      lastTerminated,
      lastTerminated?.messageItem,
    ]),
  ].filter(holdsSomething)
}

// What every container waits with that simply was not started yet.
const notYetStarted = new Set(['', 'ContainerCreating', 'PodInitializing'])

/** What the pod itself and its waiting containers are said to fail of, and no finding uses, also none that was folded under another. */
export function unusedFacts(pod: PodReading, gathered: readonly Gathered[]): Item[] {
  const evidence = gathered.flatMap(({ finding }) => finding.evidence)
  const isUsed = ({ path, quote }: Item): boolean =>
    evidence.some((other) => other.path === path || (quote !== '' && other.quote.includes(quote)))
  const explained = new Set(gathered.map(({ finding }) => finding.container))
  return [
    pod.reason,
    pod.message,
    ...pod.containers.map(({ name, waiting }) =>
      waiting === null || explained.has(name) || notYetStarted.has(waiting.reason) ? null : waiting,
    ),
  ]
    .filter(holdsSomething)
    .filter((item) => !isUsed(item))
}

function holdsSomething(item: Item | null | undefined): item is Item {
  return item !== null && item !== undefined && item.value + item.quote !== ''
}
