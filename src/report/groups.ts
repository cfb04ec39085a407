import type { Group, Member } from './failure-report.ts'
import { severities } from './severity.ts'
import type { Root, Subject } from './subject.ts'

/** A failing pod or workload with its severity. */
export interface Placed {
  readonly subject: Subject
  readonly member: Member
  /** Another pod of its workload is known to be well. */
  readonly hasReadySibling: boolean
  /** Why it has the root of another workload, in a sentence; null where its root is its own. */
  readonly follows: string | null
}

/** Puts together what has the same root, most severe first; inside a group the most severe first. */
export function groupsOf(placed: readonly Placed[]): Group[] {
  const byRoot = Map.groupBy(placed, ({ subject }) => subject.root?.sameAs ?? subject.root)
  return [...byRoot].flatMap(([root, of]) => (root === null ? [] : [toGroup(root, of)])).toSorted(bySeverity)
}

function toGroup({ finding, shared, sample }: Root, placed: readonly Placed[]): Group {
  const sorted = placed.toSorted(
    (a, b) => severities.indexOf(a.member.severity) - severities.indexOf(b.member.severity),
  )
  const severityOfSample =
    sorted.find(({ subject }) => subject.member === sample)?.member.severity ?? 'leftover'
  const members = sorted.map(({ member }) => member)
  return {
    cause: finding.cause,
    title: finding.title,
    stage: finding.stage,
    severity: members[0]?.severity ?? 'leftover',
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
    sample: { ...sample, severity: severityOfSample },
  }
}

/** By severity, then by how many workloads it hits, then by how many pods, then by name. */
function bySeverity(a: Group, b: Group): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
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
