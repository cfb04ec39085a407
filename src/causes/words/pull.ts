// The facts and sentences that all failed pulls have in common.
import { whoWasAsked } from '../../signs/pull-error.ts'
import type { PullFailure } from '../../signs/pulling.ts'
import { theContainer } from './container.ts'

export interface PullFacts {
  readonly [fact: string]: string | number | boolean | null
  readonly role: string
  readonly image: string
  /** The pod's volume that asks for the image; "" for the container's own. */
  readonly volume: string
  /** The registry of the image, with its port where its name has one. */
  readonly registry: string
  /** Another host that was asked for it, such as a mirror or one that gives out tokens; "" where none is named. */
  readonly host: string
}

export function pullFacts({ container, image, volume, message }: PullFailure): PullFacts {
  return { role: container.role, image, volume, ...whoWasAsked(message, image) }
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

/** Who answered or failed to: "registry `quay.io`", or "host `mirror.example` (asked for registry `quay.io`)". */
export function theRegistry({ registry, host }: PullFacts): string {
  return host === '' ? `registry \`${registry}\`` : `host \`${host}\` (asked for registry \`${registry}\`)`
}

/** The command that tries that host from a node; a host that a shell would not read as one word becomes REGISTRY. */
export function tryFromNode({ registry, host }: PullFacts): string {
  const asked = host === '' ? (registry === 'docker.io' ? 'registry-1.docker.io' : registry) : host
  return `curl -v https://${/^[\w.:-]+$/.test(asked) ? asked : 'REGISTRY'}/v2/`
}
