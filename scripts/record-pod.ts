// Records a namespace of a real cluster as a situation in test/pods: its pods with the rows that the server printed for them,
// their events, owners, nodes, claims and logs. Values that could be secret are taken out; `status` is never touched.
// Usage: npm run node -- scripts/run.mjs record-pod NAMESPACE [SITUATION] [--manifest FILE] [--says TEXT] [--healthy | --names REGEX …]
//        [--container NAME] [--not-names REGEX …] [--folder DIR]
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface ApiObject {
  readonly kind?: string
  readonly apiVersion?: string
  readonly metadata: { readonly name: string }
  readonly [key: string]: unknown
}

interface Pod extends ApiObject {
  readonly status: Record<
    string,
    { readonly name: string; readonly restartCount: number; readonly containerID?: string }[]
  >
}

interface Node extends ApiObject {
  readonly status: { readonly nodeInfo?: { readonly containerRuntimeVersion: string } }
}

interface Volume extends ApiObject {
  readonly spec: { readonly claimRef?: { readonly namespace: string } }
}

interface Table extends ApiObject {
  readonly columnDefinitions: readonly { readonly name: string }[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly object: Pod }[]
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: 'test/pods' },
    manifest: { type: 'string' },
    says: { type: 'string', default: '' },
    healthy: { type: 'boolean', default: false },
    container: { type: 'string' },
    names: { type: 'string', multiple: true, default: [] },
    'not-names': { type: 'string', multiple: true, default: [] },
  },
})
const [namespace, situation = namespace] = positionals
if (namespace === undefined || situation === undefined) {
  console.error('usage: record-pod NAMESPACE [SITUATION] [options]')
  process.exit(2)
}

const namespaced = [
  ['Event', '/api/v1', 'events'],
  ['ConfigMap', '/api/v1', 'configmaps'],
  ['ServiceAccount', '/api/v1', 'serviceaccounts'],
  ['PersistentVolumeClaim', '/api/v1', 'persistentvolumeclaims'],
  ['ResourceQuota', '/api/v1', 'resourcequotas'],
  ['LimitRange', '/api/v1', 'limitranges'],
  ['ReplicaSet', '/apis/apps/v1', 'replicasets'],
  ['Deployment', '/apis/apps/v1', 'deployments'],
  ['StatefulSet', '/apis/apps/v1', 'statefulsets'],
  ['DaemonSet', '/apis/apps/v1', 'daemonsets'],
  ['Job', '/apis/batch/v1', 'jobs'],
  ['CronJob', '/apis/batch/v1', 'cronjobs'],
  ['ReplicationController', '/api/v1', 'replicationcontrollers'],
  ['PodDisruptionBudget', '/apis/policy/v1', 'poddisruptionbudgets'],
] as const

const proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] })
const base = await new Promise<string>((resolve, reject) => {
  proxy.on('exit', () => reject(new Error('kubectl proxy ended')))
  proxy.stdout.on('data', (data: Buffer) => {
    const port = /127\.0\.0\.1:(\d+)/.exec(data.toString())?.[1]
    if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
  })
})

async function get<T>(path: string, accept = 'application/json'): Promise<T> {
  const answer = await fetch(`${base}${path}`, { headers: { accept } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

async function listed(kind: string, path: string): Promise<ApiObject[]> {
  const { items, apiVersion } = await get<{ items: ApiObject[]; apiVersion: string }>(path)
  return items.map((item) => ({ ...item, kind, apiVersion }))
}

/** Takes out what could be secret: literal values of env, data of ConfigMaps, copies of whole manifests. */
function scrubbed(value: unknown, under = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, under))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
      if (name === 'managedFields' || name === 'kubectl.kubernetes.io/last-applied-configuration') return []
      if (under === 'env' && name === 'value') return [[name, '']]
      if (['data', 'binaryData'].includes(name) && typeof field === 'object' && field !== null) {
        return [[name, Object.fromEntries(Object.keys(field).map((key) => [key, '']))]]
      }
      return [[name, scrubbed(field, name)]]
    }),
  )
}

/** The last lines of every run that left some, as POD.CONTAINER[.previous].log. */
async function logs(pods: readonly Pod[]): Promise<[string, string][]> {
  const files: [string, string][] = []
  for (const { metadata, status } of pods) {
    const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
    for (const { name, restartCount, containerID } of containers.filter(
      ({ containerID }) => containerID !== undefined,
    )) {
      for (const previous of restartCount > 0 && containerID !== '' ? [false, true] : [false]) {
        const path = `/api/v1/namespaces/${namespace}/pods/${metadata.name}/log?container=${name}&tailLines=50&previous=${previous}`
        const answer = await fetch(`${base}${path}`)
        const text = answer.ok ? await answer.text() : ''
        if (text !== '') files.push([`${metadata.name}.${name}${previous ? '.previous' : ''}.log`, text])
      }
    }
  }
  return files
}

try {
  // Pods and their rows come from one answer, so that both show the same moment.
  const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io'
  const takenAt = new Date()
  const table = await get<Table>(`/api/v1/namespaces/${namespace}/pods?includeObject=Object`, tableType)
  const pods = table.rows.map(({ object }): Pod => ({ ...object, kind: 'Pod', apiVersion: 'v1' }))
  const around = await Promise.all(
    namespaced.map(([kind, group, plural]) => listed(kind, `${group}/namespaces/${namespace}/${plural}`)),
  )
  const nodes = (await listed('Node', '/api/v1/nodes')) as Node[]
  const volumes = (await listed('PersistentVolume', '/api/v1/persistentvolumes')) as Volume[]
  const items = [
    ...pods,
    ...around.flat(),
    ...nodes,
    // Volumes have no namespace: those of other situations on the same cluster are left out.
    ...volumes.filter(({ spec }) => spec.claimRef?.namespace === namespace),
    { ...(await get<ApiObject>(`/api/v1/namespaces/${namespace}`)), kind: 'Namespace', apiVersion: 'v1' },
  ]
  const { gitVersion } = await get<{ gitVersion: string }>('/version')
  // A node that was made by hand has no runtime.
  const runtime = nodes
    .map(({ status }) => status.nodeInfo?.containerRuntimeVersion ?? '')
    .find((version) => version !== '')
    ?.replace('://', ' ')
  const folder = join(options.folder, situation)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const write = (file: string, value: unknown): void =>
    writeFileSync(join(folder, file), `${JSON.stringify(value, null, 1)}\n`)
  write('objects.json', { apiVersion: 'v1', kind: 'List', items: scrubbed(items) })
  const columnDefinitions = table.columnDefinitions.map(({ name }) => ({ name }))
  write('table.json', { ...table, columnDefinitions, rows: table.rows.map(({ cells }) => ({ cells })) })
  const status = table.columnDefinitions.findIndex(({ name }) => name === 'Status')
  write('truth.json', {
    taken_at: takenAt.toISOString(),
    statuses: table.rows.map(({ cells }) => cells[status]),
    healthy: options.healthy,
    container: options.container ?? null,
    names: options.names,
    not_names: options['not-names'],
  })
  const says = options.says === '' ? '' : `\n${options.says}\n`
  writeFileSync(
    join(folder, 'about.md'),
    `# ${situation}\n${says}\nRecorded from Kubernetes ${gitVersion.replace(/^v/, '')} with ${runtime}.\n`,
  )
  for (const [file, text] of await logs(pods)) {
    mkdirSync(join(folder, 'logs'), { recursive: true })
    writeFileSync(join(folder, 'logs', file), text)
  }
  if (options.manifest !== undefined) copyFileSync(options.manifest, join(folder, 'manifest.yaml'))
  console.log(`${folder}: ${table.rows.map(({ cells }) => cells[status]).join(' ') || 'no pods'}`)
} finally {
  proxy.kill()
}
