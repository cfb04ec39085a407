// The facts and sentences that all failed pulls have in common.
import { registryHost } from '../../signs/pull-error.ts'
import type { PullFailure } from '../../signs/pulling.ts'
import { theContainer } from './container.ts'

export interface PullFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly role: string
  readonly image: string
  /** The pod's volume that asks for the image; "" for the container's own. */
  readonly volume: string
  /** The registry, with its port where it is known. */
  readonly registry: string
}

export function pullFacts({ container, image, volume, message }: PullFailure): PullFacts {
  return { role: container.role, image, volume, registry: registryHost(message, image) }
}

/** The beginning of a sentence: "Container `app` cannot start: its image `shop/web:1`". */
export function cannotPull({ role, image, volume }: PullFacts, container: string): string {
  const whose = volume === '' ? 'its image' : `the image of its volume \`${volume}\`,`
  return `${theContainer(role, container)} cannot start: ${whose} \`${image}\``
}

/** Where the image is asked for: "the image of `app`" or "the reference of volume `model`". */
export function imageField({ volume }: PullFacts, container: string): string {
  return volume === '' ? `the image of \`${container}\`` : `the reference of volume \`${volume}\``
}
