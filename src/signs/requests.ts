import type { Container } from '../pod/container.ts'
import { field, type Item } from '../pod/item.ts'
import { quantity } from '../pod/quantity.ts'
import type { PodReading } from '../pod/reading.ts'

/** What one container asks of a resource, as written: `path` is the field of the request. */
export interface Request extends Item {
  readonly container: string
  readonly resource: string
  /** Such as "64" or "1536Mi". */
  readonly amount: string
}

/** The requests of the pod for one resource, in the order of its containers. */
export function requestsFor(pod: PodReading, resource: string): Request[] {
  return pod.containers.flatMap((container) => {
    const amount = requestOf(container, resource)
    if (amount === '' || container.role === 'ephemeral') return []
    const path = `${container.path}.resources.requests['${resource}']`
    return [{ ...field(path, amount), container: container.name, resource, amount }]
  })
}

/** Names of all resources that the pod requests. */
export function requestedResources(pod: PodReading): string[] {
  return [...new Set(pod.containers.flatMap(({ requests }) => requests.map(([resource]) => resource)))]
}

/**
 * What the pod needs of a resource at one time, in whole units; null where an amount cannot be read. Mirrors `PodRequests`
 * without overhead and pod-level resources, so that it is never too high: main containers and sidecars together, or the
 * largest init container if that is more.
 */
export function totalRequest(pod: PodReading, resource: string): number | null {
  let together = 0
  let largestInit = 0
  for (const container of pod.containers) {
    const amount = requestOf(container, resource)
    if (amount === '') continue
    const value = quantity(amount)
    if (value === null) return null
    if (container.role === 'init') largestInit = Math.max(largestInit, value)
    else if (container.role !== 'ephemeral') together += value
  }
  return Math.max(together, largestInit)
}

function requestOf({ requests }: Container, resource: string): string {
  return requests.find(([name]) => name === resource)?.[1] ?? ''
}
