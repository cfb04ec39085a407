import { causes } from '../causes/index.ts'
import type { FoundAt, Shared } from '../causes/shared.ts'
import type { Finding } from './diagnosis.ts'

const byId = new Map(causes.map((cause) => [cause.id, cause]))

/** What this finding has in common with others that have the same root; null if no more than its workload. */
export function sharedBy({ cause, facts }: Finding, at: FoundAt): Shared | null {
  return byId.get(cause)?.sharedBy?.(facts, at) ?? null
}

/** What the pods of one workload have in common: only together with the cause is it one problem. */
export function ownTrouble({ container }: Finding, { namespace, owner }: FoundAt): Shared {
  const of = container === null ? '' : `, container ${container}`
  return { kind: 'workload', name: `${namespace}/${owner}${of}` }
}
