import { isObject } from '../../pod/json.ts'
import type { ServerRow } from '../../pod/snapshot.ts'

/** Asks for what `kubectl get` prints, and takes plain objects of a server that prints no tables. */
export const tableFirst = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** The cells of a table row that say what `kubectl get pods` prints; null if the table has no such columns. */
export function serverRow(columns: unknown, cells: unknown): ServerRow | null {
  if (!Array.isArray(columns) || !Array.isArray(cells)) return null
  const cell = (name: string): string | null => {
    const index = columns.findIndex((column) => isObject(column) && column.name === name)
    const value: unknown = index < 0 ? undefined : cells[index]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }
  const [status, ready, restarts] = [cell('Status'), cell('Ready'), cell('Restarts')]
  return status === null || ready === null || restarts === null ? null : { status, ready, restarts }
}
