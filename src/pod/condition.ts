import type { V1PodCondition } from '@kubernetes/client-node'
import { fields, type Item } from './item.ts'
import { list, text, time } from './json.ts'
import { plainText } from './plain-text.ts'
import type { Source } from './snapshot.ts'

/** One entry of a `status.conditions` list, of a pod, a node or a workload. `at` is its last transition. */
export interface Condition extends Item {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
}

/** Reads a list of conditions in the order of the list, which may hold a type twice. */
export function readConditions(conditions: unknown, source: Source = 'pod'): Condition[] {
  return list<V1PodCondition>(conditions).map((condition, index) => {
    const type = text(condition.type)
    const status = text(condition.status)
    const reason = text(condition.reason)
    const quote = text(condition.message)
    return {
      source,
      path: `status.conditions[${index}]`,
      at: time(condition.lastTransitionTime),
      value: fields({ type, status, reason }),
      quote,
      type,
      status,
      reason,
      message: plainText(quote),
    }
  })
}
