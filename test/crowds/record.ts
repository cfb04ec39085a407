// Records a crowd from the cluster of the current kubeconfig, with the truth about it. Usage: node test/crowds/record.ts CROWD
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type ApiObject, memberName, type Scenario } from './parts.ts'

const [crowd = ''] = process.argv.slice(2)
const { scenario } = (await import(`./${crowd}/scenario.ts`)) as { scenario: Scenario }
const { roots, rollouts, well } = scenario

const kinds =
  'pods,events,replicasets,deployments,statefulsets,daemonsets,jobs,cronjobs,persistentvolumeclaims,resourcequotas,limitranges,services,persistentvolumes,namespaces,nodes'

const isOurs = ({ kind, metadata: { namespace, name } }: ApiObject): boolean =>
  kind === 'Node' || (kind === 'Namespace' ? name : (namespace ?? '')).startsWith('crowd-')

const takenAt = new Date().toISOString()
const listed = execFileSync('kubectl', ['get', kinds, '--all-namespaces', '-o', 'json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
const { items } = JSON.parse(listed) as { readonly items: readonly ApiObject[] }
const list = { apiVersion: 'v1', kind: 'List', items: items.filter(isOurs) }
const folder = fileURLToPath(new URL(`${crowd}/`, import.meta.url))
// The registry and the server may listen anywhere on loopback.
const text = JSON.stringify(list)
  // Where a kubelet usually keeps its files.
  .replaceAll(/\/[\w./-]+\/kubelet\/pods\//g, '/var/lib/kubelet/pods/')
  .replaceAll(/127\.0\.0\.1:50\d\d/g, '127.0.0.1:5000')
  .replaceAll(/127\.0\.0\.1:\d*6443/g, '127.0.0.1:6443')
writeFileSync(`${folder}objects.json.gz`, gzipSync(text, { level: 9 }))

const byRoot = Object.groupBy(
  [...roots, ...rollouts.map(({ root, first }) => ({ root, hits: [first] }))].flatMap(({ root, hits }) =>
    hits.map((hit) => ({ root, hit })),
  ),
  ({ root }) => root,
)
const truth = {
  takenAt,
  roots: Object.entries(byRoot).map(([root, hits = []]) => ({
    root,
    members: hits.map(({ hit }) => memberName(hit)).toSorted(),
  })),
  well: well.map(memberName).toSorted(),
}
writeFileSync(`${folder}truth.json`, `${JSON.stringify(truth, null, 2)}\n`)
console.log(`${list.items.length} objects, ${truth.roots.length} root causes`)
