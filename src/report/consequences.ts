// Programs that fail because another workload is down: they have the root of that one.
import { ownerOf, type Placed } from './groups.ts'
import type { Root } from './subject.ts'

/** A workload that fails: why, and whether a pod of it that keeps well could still answer. */
interface Failing {
  readonly owner: string
  readonly roots: ReadonlySet<Root>
  readonly answers: boolean
}

/**
 * Joins those that cannot reach a Service with the workload of the Service's name and namespace, if that one fails with all of
 * its pods. The Service itself is not read: its name is what people and charts choose for it, so that the sentence says "probably".
 */
export function joined(placed: readonly Placed[]): Placed[] {
  const workloads = Map.groupBy(placed, ({ member: { namespace, owner, name } }) =>
    serviceName(namespace, owner?.split('/').at(-1) ?? name ?? ''),
  )
  const behind = (root: Root): Failing | null => {
    const service = root.shared.kind === 'address' ? root.shared.name.replace(/:\d+$/, '') : ''
    const found = failing(workloads.get(service) ?? [])
    return found === null || found.answers || found.roots.has(root) ? null : found
  }
  return placed.map((one) => {
    const root = rootOf(one)
    const cause = root === null ? null : behind(root)
    const deepest = root === null ? null : deepestOf(root, behind)
    if (root === null || cause === null || deepest === null) return one
    const follows = `\`${ownerOf(one.member)}\` cannot reach \`${root.shared.name}\`, probably because \`${cause.owner}\` has no pod that keeps ready.`
    return { ...one, follows, subject: { ...one.subject, root: deepest } }
  })
}

/** The root that all of these share in the end; null where one follows from another in a circle, or from several. */
function deepestOf(root: Root, behind: (root: Root) => Failing | null): Root | null {
  const passed = new Set<Root>()
  let deepest = root
  for (let next = behind(root); next !== null; next = behind(deepest)) {
    const [only, ...others] = next.roots
    if (only === undefined || others.length > 0 || passed.has(only)) return null
    passed.add(only)
    deepest = only
  }
  return deepest
}

/** The workload of these pods; null if it is none that serves, or nobody knows why one of them fails. */
function failing(placed: readonly Placed[]): Failing | null {
  const pods = placed.filter(({ subject }) => !subject.state.runsToEnd)
  const [first] = pods
  if (first === undefined) return null
  const known = pods.flatMap((one) => rootOf(one) ?? [])
  if (known.length < pods.length) return null
  // A crash loop is ready at times.
  const passing = pods.filter(({ subject }) => subject.state.isReady).length
  const answers = pods.some(
    ({ subject, hasReadySibling }) => hasReadySibling || (subject.state.workloadReady ?? 0) > passing,
  )
  return { owner: ownerOf(first.member), roots: new Set(known), answers }
}

function rootOf({ subject }: Placed): Root | null {
  return subject.root?.sameAs ?? subject.root
}

/** As an address names it: `db.shop`. */
function serviceName(namespace: string, name: string): string {
  return `${name}.${namespace}`
}
