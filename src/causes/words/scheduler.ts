// How every scheduling cause words what the scheduler said of the nodes.
import type { Obstacle } from '../../signs/obstacle.ts'

/** The part of the facts that all causes share which the scheduler's message shows. */
export interface NodeReasons {
  readonly [name: string]: string | number | boolean | null | readonly string[]
  /** The scheduler's reasons with numbers of nodes, such as "2 Insufficient cpu". */
  readonly parts: readonly string[]
  /** Nodes in the cluster, or null where the message does not say. */
  readonly total: number | null
  /** Whether no other reason of the message could be the one to look at. */
  readonly sure: boolean
}

export function nodeReasons({ parts, total, sure }: Obstacle): NodeReasons {
  return { parts, total, sure }
}

/** A sentence with all that the scheduler said of the nodes, and whether the choice among its reasons is ours. */
export function nodeReasonsSentence({ parts, total, sure }: NodeReasons): string {
  const nodes = total === null ? 'The scheduler says' : `The scheduler says of ${count(total, 'node')}`
  const text = `${nodes}: ${parts.join(', ')}.`
  if (sure) return text
  return parts.length > 1
    ? `${text} Of these reasons this is probably the one to look at: it is the last that the scheduler asks for.`
    : `${text} It probably still holds.`
}

/** Such as "1 node" or "3 nodes". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** Names in back-ticks, such as "`a`, `b` and `c`". */
export function names(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``)
  return [quoted.slice(0, -1).join(', '), quoted.at(-1) ?? ''].filter((part) => part !== '').join(' and ')
}
