import type { PodReading } from '../pod/reading.ts'
import { type Gap, type Source, sources, type Wanted } from '../pod/snapshot.ts'
import { silentExits, wantedSources } from './wanted.ts'

const oneHour = 60 * 60 * 1000

/**
 * The gaps that this pod's diagnosis could have used: a missing claim list says nothing about a pod without claims. In the
 * order of `sources`, whichever of them was answered first.
 */
export function gapsThatMatter(pod: PodReading): Gap[] {
  const wanted = wantedSources(pod)
  const gaps = pod.gaps.filter(({ source }) => matters(pod, source, wanted))
  if (expired(pod)) gaps.push({ source: 'events', why: 'expired' })
  return gaps.toSorted((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source))
}

function matters(pod: PodReading, source: Source, wanted: Wanted): boolean {
  if (!pod.exists) return source === 'owner' || source === 'owner-events'
  switch (source) {
    case 'node':
      return wanted.node
    case 'nodes':
      return wanted.nodes
    case 'owner':
      return wanted.owners
    case 'owner-events':
      return false
    case 'claims':
    case 'volumes':
    case 'claim-events':
      return wanted.claims.length > 0
    case 'logs':
      // The log of a container that runs may help; that of one which ended without a message is all that it left.
      return silentExits(pod).length > 0
    default:
      return true
  }
}

/** Events were read, there is none, and the pod is older than the hour for which a server keeps them. */
function expired(pod: PodReading): boolean {
  const { createdAt, events, takenAt, gaps } = pod
  const read = !gaps.some(({ source }) => source === 'events')
  return pod.exists && read && events.length === 0 && createdAt !== null && takenAt - createdAt > oneHour
}
