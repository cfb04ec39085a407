// How many of the generated pods get the same STATUS from podlife, and from others, as from the API server.
import { type Case, derivedCells } from './compare.ts'
import type { GeneratedPod } from './generate.ts'
import { peers, type StatusOf } from './peers.ts'

/** How one implementation did against one version of Kubernetes. */
interface Count {
  readonly version: string
  readonly equal: number
  readonly total: number
  readonly lifelikeEqual: number
  readonly lifelikeTotal: number
  readonly threw: number
}

interface Counted {
  readonly name: string
  readonly counts: readonly Count[]
}

/** Gives the pods of `printed` (by version) to podlife and to every peer. Only STATUS counts, for not all have more. */
export async function countPeers(
  generated: readonly GeneratedPod[],
  printed: ReadonlyMap<string, readonly Case[]>,
  now: number,
): Promise<Counted[]> {
  const versions = [...printed]
  const podlife = versions.map(([version, cases]) =>
    count(version, cases, generated, (pod) => derivedCells(pod, version, now).status),
  )
  const counted: Counted[] = [{ name: 'podlife', counts: podlife }]
  for (const peer of peers) {
    const statusOf = await peer.load()
    const counts = versions.map(([version, cases]) => count(version, cases, generated, statusOf))
    counted.push({ name: `${peer.name} ${peer.version}`, counts })
  }
  return counted
}

function count(
  version: string,
  cases: readonly Case[],
  generated: readonly GeneratedPod[],
  statusOf: StatusOf,
): Count {
  let threw = 0
  const right = cases.map(({ pod, expected }) => {
    try {
      return statusOf(structuredClone(pod)) === expected.status
    } catch {
      threw++
      return false
    }
  })
  const lifelike = right.filter((_, index) => generated[index]?.kind === 'lifelike')
  return {
    version,
    equal: right.filter(Boolean).length,
    total: right.length,
    lifelikeEqual: lifelike.filter(Boolean).length,
    lifelikeTotal: lifelike.length,
    threw,
  }
}

/** A Markdown table, one row for each implementation and one column for each version. */
export function peerTable(counted: readonly Counted[]): string {
  const versions = counted[0]?.counts.map(({ version }) => version) ?? []
  return [
    "STATUS equal to the server's: all pods; of these the lifelike ones; pods on which it threw an error",
    '',
    `| implementation | ${versions.join(' | ')} |`,
    `| --- | ${versions.map(() => '---').join(' | ')} |`,
    ...counted.map(({ name, counts }) => `| ${name} | ${counts.map(cell).join(' | ')} |`),
  ].join('\n')
}

function cell({ equal, total, lifelikeEqual, lifelikeTotal, threw }: Count): string {
  return `${equal}/${total}; ${lifelikeEqual}/${lifelikeTotal}; ${threw}`
}
