import type { Group, Member } from './failure-report.ts'
import { harms } from './harm.ts'
import type { Kept, Root } from './kept.ts'

/** A failing pod or workload with its harm. */
export interface Placed {
  readonly kept: Kept
  readonly member: Member
  /** Another pod of its workload is known to be well. */
  readonly hasReadySibling: boolean
  /** Why it has the root of another workload, in a sentence; null where its root is its own. */
  readonly follows: string | null
}

/** Puts together what has the same root, most harmful first; inside a group the most harmed first. */
export function toGroups(placed: readonly Placed[]): Group[] {
  const byRoot = Map.groupBy(placed, ({ kept }) => kept.root?.sameAs ?? kept.root)
  return [...byRoot].flatMap(([root, of]) => (root === null ? [] : [toGroup(root, of)])).toSorted(byHarm)
}

function toGroup({ finding, shared, sample }: Root, placed: readonly Placed[]): Group {
  const sorted = placed.toSorted((a, b) => harms.indexOf(a.member.harm) - harms.indexOf(b.member.harm))
  const harmOfSample = sorted.find(({ kept }) => kept.member === sample)?.member.harm ?? 'leftover'
  const members = sorted.map(({ member }) => member)
  return {
    cause: finding.cause,
    title: finding.title,
    stage: finding.stage,
    harm: members[0]?.harm ?? 'leftover',
    shared,
    count: members.length,
    owners: distinct(members.map(ownerOf)),
    namespaces: distinct(members.map(({ namespace }) => namespace)),
    nodes: distinct(members.flatMap(({ node }) => (node === null ? [] : [node]))),
    since:
      members
        .map(({ since }) => since)
        .filter((at) => at !== null)
        .sort()[0] ?? null,
    pods: members,
    consequences: distinct(sorted.flatMap(({ follows }) => follows ?? [])),
    finding,
    sample: { ...sample, harm: harmOfSample },
  }
}

/** By the harm, then by how many workloads it hits, then by how many pods, then by name. */
function byHarm(a: Group, b: Group): number {
  return (
    harms.indexOf(a.harm) - harms.indexOf(b.harm) ||
    b.owners.length - a.owners.length ||
    b.count - a.count ||
    (a.owners[0] ?? '').localeCompare(b.owners[0] ?? '')
  )
}

/** Such as `shop/Deployment/api`. */
export function ownerOf({ namespace, owner, name }: Member): string {
  return `${namespace}/${owner ?? `Pod/${name ?? ''}`}`
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}
