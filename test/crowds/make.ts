// Makes a crowd on the cluster of the current kubeconfig, and takes it down again.
// Usage: node test/crowds/make.ts CROWD nodes | pods | late | down. README.md says in which order.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiObject, of, type Scenario } from './parts.ts'

const kubectl = (args: readonly string[], input = ''): string =>
  execFileSync('kubectl', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] })

const create = (items: readonly ApiObject[]): string =>
  items.length === 0
    ? ''
    : kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))

const named = ({ kind, metadata: { namespace, name } }: ApiObject): string[] => [
  ...(namespace === undefined ? [] : ['-n', namespace]),
  `${kind}/${name}`,
]

/** Says what a kubelet would say of a node, but for pods. */
function report(node: string): void {
  const now = new Date().toISOString()
  const size = { cpu: '4', memory: '8Gi', pods: '110' }
  const times = { lastHeartbeatTime: now, lastTransitionTime: now }
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', ...times }
  const status = { capacity: size, allocatable: size, conditions: [ready] }
  kubectl(['patch', 'node', node, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })])
  const spec = { holderIdentity: node, leaseDurationSeconds: 40, renewTime: now.replace('Z', '000Z') }
  const lease = of('coordination.k8s.io/v1', 'Lease', `kube-node-lease/${node}`, { spec })
  kubectl(['apply', '-f', '-'], JSON.stringify(lease))
}

function everything({ roots, rollouts, well, late, leaving }: Scenario): ApiObject[] {
  return [
    ...roots.flatMap(({ hits }) => hits),
    ...rollouts.map(({ first }) => first),
    ...well,
    ...late,
    ...leaving,
  ]
}

/** Makes namespaces, nodes and what else stands around, and keeps nodes alive until it is stopped. */
async function makeNodes(scenario: Scenario): Promise<void> {
  const names = new Set(
    [...scenario.testEnvironment, ...everything(scenario)].map(({ metadata }) => metadata.namespace),
  )
  create(
    [...names]
      .filter((name) => name !== undefined)
      .toSorted()
      .map((name) => of('v1', 'Namespace', name, {}, { labels: scenario.labels[name] ?? {} })),
  )
  create(scenario.testEnvironment)
  for (const { kind, metadata } of scenario.testEnvironment) if (kind === 'Node') report(metadata.name)
  for (const node of scenario.cordonedNodes) kubectl(['cordon', node])
  while (scenario.aliveNodes.length > 0) {
    for (const node of scenario.aliveNodes) report(node)
    await sleep(15_000)
  }
}

function makePods({ roots, rollouts, well, deleted, leaving }: Scenario): void {
  create([...well, ...rollouts.map(({ first }) => first)])
  for (const { first } of rollouts) kubectl(['rollout', 'status', ...named(first), '--timeout=300s'])
  create([...roots.flatMap(({ hits }) => hits), ...leaving])
  for (const { first, second } of rollouts) kubectl(['set', 'image', ...named(first), `app=${second}`])
  for (const item of deleted) {
    kubectl(['wait', ...named(item), '--for=condition=Ready', '--timeout=300s'])
    kubectl(['delete', ...named(item), '--wait=false'])
  }
}

function makeLate({ late, leaving }: Scenario): void {
  create(late)
  for (const item of leaving) kubectl(['delete', ...named(item), '--wait=false'])
}

function takeDown({ testEnvironment, deleted, leaving, ...rest }: Scenario): void {
  for (const item of deleted) {
    kubectl(['patch', ...named(item), '--type=merge', '-p', '{"metadata":{"finalizers":null}}'])
    kubectl(['delete', ...named(item), '--ignore-not-found', '--force', '--grace-period=0'])
  }
  for (const item of testEnvironment)
    if (item.metadata.namespace === undefined) kubectl(['delete', ...named(item), '--ignore-not-found'])
  for (const node of rest.aliveNodes)
    kubectl(['delete', '-n', 'kube-node-lease', 'lease', node, '--ignore-not-found'])
  const names = new Set(
    everything({ testEnvironment, deleted, leaving, ...rest }).map(
      ({ metadata }) => `namespace/${metadata.namespace}`,
    ),
  )
  kubectl(['delete', ...names, '--wait=false'])
}

const steps: Readonly<Record<string, (scenario: Scenario) => void | Promise<void>>> = {
  nodes: makeNodes,
  pods: makePods,
  late: makeLate,
  down: takeDown,
}
const [crowd = '', name = ''] = process.argv.slice(2)
const step = steps[name]
if (step === undefined)
  throw new TypeError('usage: node test/crowds/make.ts CROWD nodes | pods | late | down')
const { scenario } = (await import(`./${crowd}/scenario.ts`)) as { scenario: Scenario }
await step(scenario)
