// What the cause of a finding says of it, for whoever has only the finding.
import type { Cause } from '../causes/define-cause.ts'
import { causes } from '../causes/index.ts'
import type { Recovery } from '../causes/recovery.ts'
import type { FoundAt, Shared } from '../causes/shared.ts'
import type { Finding } from './diagnosis.ts'

const byId = new Map<string, Cause>(causes.map((cause) => [cause.id, cause]))

/** The cause of a finding; throws for one that no cause has made. */
export function causeOf({ cause }: Pick<Finding, 'cause'>): Cause {
  const found = byId.get(cause)
  if (found === undefined) throw new Error(`no cause is called ${cause}`)
  return found
}

/** What has to happen for this finding to go away. */
export function recoveryOf(finding: Finding): Recovery {
  const { recovery } = causeOf(finding)
  return typeof recovery === 'function' ? recovery(finding.facts) : recovery
}

/** What this finding has in common with others that have the same root; null if no more than its workload. */
export function sharedBy(finding: Finding, at: FoundAt): Shared | null {
  return causeOf(finding).sharedBy?.(finding.facts, at) ?? null
}

/** What the pods of one workload have in common: only together with the cause is it one problem. */
export function ownTrouble({ container }: Finding, { namespace, owner }: FoundAt): Shared {
  const of = container === null ? '' : `, container ${container}`
  return { kind: 'workload', name: `${namespace}/${owner}${of}` }
}
