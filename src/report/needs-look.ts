// Which pods are worth reading in full, by the cells that a server prints for them.

/** What the server's table says of one pod. */
export interface Cells {
  readonly name: string
  readonly status: string
  readonly ready: string
  readonly restarts: string
  readonly node: string
  /** READINESS GATES such as `0/1`; "" for a server that prints none. */
  readonly gates: string
}

/** What a pod's cells make of it: to be read, or well for one of two reasons. */
export type Assessment = 'needs-look' | 'healthy' | 'completed'

// A restart that was less than ten minutes ago, as `HumanDuration` prints it: "(45s ago)", "(4m5s ago)", "(9m ago)".
const restartedLately = /\((?:\d+s|\dm(?:\d+s)?) ago\)$/

/**
 * Whether a pod is well by its cells alone: running with all containers ready, or completed. `lostNodes` are the nodes that
 * do not report: what their pods' cells say is old.
 */
export function assess(
  { status, ready, restarts, node, gates }: Cells,
  lostNodes: ReadonlySet<string>,
): Assessment {
  if (status === 'Completed') return 'completed'
  const isWell =
    status === 'Running' && isFull(ready) && (gates === '' || gates === '<none>' || isFull(gates))
  return isWell && !restartedLately.test(restarts) && !lostNodes.has(node) ? 'healthy' : 'needs-look'
}

function isFull(fraction: string): boolean {
  const [is, of, ...more] = fraction.split('/')
  return more.length === 0 && is !== undefined && is === of
}
