// Items as they stand in the result.
import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import { rfc3339 } from '../pod/json.ts'
import type { Evidence } from './diagnosis.ts'

/**
 * The items of a finding as evidence, in the same order. An item whose words an earlier one has already shown says so in `repeats`:
 * a scheduler writes the same message into a condition and an event, a kubelet wraps a runtime's error in one of its own.
 */
export function toEvidence(items: readonly Item[]): Evidence[] {
  return items.map((item, index) => {
    const earlier = items.slice(0, index).find((other) => saysTheSame(other.quote, item.quote))
    const evidence = {
      source: item.source,
      path: item.path,
      at: item.at === null ? null : rfc3339(item.at),
      value: item.value,
      quote: whatStands(item),
      ...(earlier === undefined ? {} : { repeats: earlier.path }),
      ...(item.container ? { container: item.container } : {}),
    }
    return isEvent(item) ? { ...evidence, reason: item.reason, count: item.count } : evidence
  })
}

function whatStands({ value, quote }: Item): string {
  if (value === '' || quote === '') return value + quote
  return `${value}, message: ${quote}`
}

// What one component puts before the error of another is short beside the error itself.
const wrapperShare = 0.5

/** Whether two texts hold the same words: one stands in the other, or they end alike behind different openings. */
export function saysTheSame(one: string, other: string): boolean {
  const [longer = '', shorter = ''] = [one, other].map(bare).toSorted((a, b) => b.length - a.length)
  if (shorter === '') return false
  if (longer.includes(shorter)) return true
  let same = 0
  while (same < shorter.length && longer.at(-1 - same) === shorter.at(-1 - same)) same++
  return same >= 40 && same >= shorter.length * wrapperShare
}

/** Without the escapes and line ends that differ between the places where one text stands. */
function bare(text: string): string {
  return text
    .replace(/\\+(["'\\])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

function isEvent(item: Item): item is Event {
  return 'objectKind' in item
}
