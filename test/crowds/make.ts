// Makes the street on the cluster of the current kubeconfig, or takes it down. Usage: node test/crowds/make.ts nodes | pods | late | down
// `nodes` keeps two nodes alive that have no kubelet: leave it running until the cluster is recorded. README.md has the order.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiObject } from './parts.ts'
import { namespaces, surroundings } from './street/cluster.ts'
import { late, leaving, rollout, roots, well } from './street/scenario.ts'

const kubectl = (args: readonly string[], input = ''): string =>
  execFileSync('kubectl', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] })

const create = (items: readonly ApiObject[]): string =>
  kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))

/** Says what a kubelet would say of a node, but for pods. */
function report(node: string): void {
  const now = new Date().toISOString()
  const size = { cpu: '4', memory: '8Gi', pods: '110' }
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  }
  const status = { capacity: size, allocatable: size, conditions: [ready] }
  kubectl(['patch', 'node', node, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })])
  const spec = { holderIdentity: node, leaseDurationSeconds: 40, renewTime: now.replace('Z', '000Z') }
  const metadata = { name: node, namespace: 'kube-node-lease' }
  kubectl(
    ['apply', '-f', '-'],
    JSON.stringify({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec }),
  )
}

async function makeNodes(): Promise<void> {
  const all = [...roots.flatMap(({ hits }) => hits), rollout.first, ...well, ...late, ...leaving]
  create(namespaces([...new Set(all.map(({ metadata }) => metadata.namespace ?? ''))].toSorted()))
  create(surroundings)
  for (const node of ['node-b', 'node-c', 'node-d']) report(node)
  kubectl(['cordon', 'node-c'])
  for (;;) {
    for (const node of ['node-c', 'node-d']) report(node)
    await sleep(15_000)
  }
}

function makePods(): void {
  // Who comes first gets the only place of the quota, and is rolled out before its image is changed.
  create([...well, rollout.first])
  kubectl(['rollout', 'status', '-n', 'crowd-web', 'deployment/site', '--timeout=300s'])
  create([...roots.flatMap(({ hits }) => hits), ...leaving])
  kubectl(['set', 'image', '-n', 'crowd-web', 'deployment/site', `app=${rollout.second}`])
  for (const place of ['gone/held', 'old/held', 'gone/stubborn']) {
    const [namespace, name = ''] = place.split('/')
    kubectl(['wait', '-n', `crowd-${namespace}`, `pod/${name}`, '--for=condition=Ready', '--timeout=300s'])
    kubectl(['delete', '-n', `crowd-${namespace}`, 'pod', name, '--wait=false'])
  }
}

function makeLate(): void {
  create(late)
  for (const { metadata } of leaving)
    kubectl(['delete', '-n', metadata.namespace ?? '', 'pod', metadata.name, '--wait=false'])
}

function takeDown(): void {
  for (const place of ['gone', 'old'])
    kubectl([
      'patch',
      '-n',
      `crowd-${place}`,
      'pod',
      'held',
      '--type=merge',
      '-p',
      '{"metadata":{"finalizers":null}}',
    ])
  const cluster = surroundings.filter(({ metadata }) => metadata.namespace === undefined)
  for (const { kind, metadata } of cluster) kubectl(['delete', kind, metadata.name, '--ignore-not-found'])
  const names = kubectl(['get', 'namespaces', '-o', 'name'])
    .split('\n')
    .filter((name) => name.startsWith('namespace/crowd-'))
  kubectl(['delete', ...names, '--wait=false'])
}

const steps: Readonly<Record<string, () => void | Promise<void>>> = {
  nodes: makeNodes,
  pods: makePods,
  late: makeLate,
  down: takeDown,
}
const step = steps[process.argv[2] ?? '']
if (step === undefined) throw new TypeError('usage: node test/crowds/make.ts nodes | pods | late | down')
await step()
