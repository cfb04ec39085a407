// Names for completion from the kubeconfig and the cluster: quickly, silently, or not at all. A person who presses Tab must
// neither wait nor read an error, so that one second is all there is, nothing is printed, and no login asks a question.
import { resourcePath } from '../../cluster/api/api-path.ts'
import { findResource } from '../../cluster/api/resources.ts'
import { serverRow } from '../../cluster/api/table.ts'
import { usualLimits } from '../../cluster/http/limits.ts'
import { Transport } from '../../cluster/http/transport.ts'
import type { ConnectionFlags } from '../../cluster/login/entries.ts'
import { type Environment, processEnvironment } from '../../cluster/login/environment.ts'
import { loadConnection } from '../../cluster/login/kubeconfig.ts'
import { loadKubeconfig } from '../../cluster/login/kubeconfig-files.ts'
import { array, isObject, object } from '../../pod/json.ts'
import { valuesOf } from '../flag-kinds.ts'
import { connectionFlags } from '../shared-flags.ts'
import type { Candidate, Names, TypedFlags } from './complete.ts'

/** All there is for everything, in milliseconds. */
export const patience = 1_000

const quick = { ...usualLimits, connect: patience, request: patience, run: patience, tries: 1, busyTries: 1 }
const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io'

/** The names that can be found from here. `open` collects what has to be closed when time is up. */
export function namesFrom(open: Transport[] = [], around: Environment = processEnvironment()): Names {
  const environment: Environment = { ...around, stdinIsTerminal: false, pluginErrors: 'ignore' }
  const objects = async (plural: string, flags: TypedFlags): Promise<Candidate[]> => {
    const resource = plural === 'namespaces' ? { plural, group: '' } : findResource(plural)
    if (resource === null) return []
    const connection = await loadConnection(connectionOf(flags), environment)
    const transport = new Transport(connection, { limits: quick })
    open.push(transport)
    const path = resourcePath(resource, plural === 'namespaces' ? null : connection.namespace, null, {
      includeObject: 'None',
      limit: 500,
    })
    try {
      return rowsOf((await transport.json({ path, accept: asTable })).value)
    } finally {
      transport.close()
    }
  }
  return {
    objects: (plural, flags) => silently(() => objects(plural, flags)),
    namespaces: (flags) => silently(() => objects('namespaces', flags)),
    configured: (what, flags) =>
      silently(async () => {
        const config = await loadKubeconfig(flags.kubeconfig, environment)
        return [...config[what].keys()].map((value) => ({
          value,
          ...(what === 'contexts' && value === config.currentContext ? { about: 'current' } : {}),
        }))
      }),
    statusWords: async () => {
      const { words } = await import('../../status/dictionary.ts')
      return words().map(({ word, meaning }) => ({ value: word, about: meaning }))
    },
    scenarios: async () => {
      const { shows } = await import('../demo.ts')
      return shows.map(({ name, about }) => ({ value: name, about }))
    },
  }
}

function connectionOf(flags: TypedFlags): ConnectionFlags {
  const parsed = Object.entries(flags).map(([name, typed]) => [name, [typed]])
  return valuesOf(connectionFlags, Object.fromEntries(parsed))
}

async function silently(find: () => Promise<Candidate[]>): Promise<Candidate[]> {
  try {
    return await find()
  } catch {
    return []
  }
}

/** The first cell of each row, which is the name of every kind; a pod with what the server prints for it. */
function rowsOf(table: unknown): Candidate[] {
  const { rows, columnDefinitions } = object(table)
  return array(rows)
    .filter(isObject)
    .flatMap(({ cells }) => {
      const value: unknown = Array.isArray(cells) ? cells[0] : undefined
      if (typeof value !== 'string') return []
      const row = serverRow(columnDefinitions, cells)
      const count = Number.parseInt(row?.restarts ?? '0', 10)
      const restarts = count > 0 ? `, ${count} restart${count === 1 ? '' : 's'}` : ''
      return [{ value, ...(row === null ? {} : { about: `${row.status}${restarts}` }) }]
    })
}
