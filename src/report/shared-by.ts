// What pods with the same cause must have in common to be one problem: one missing Secret is one, however many pods name it.
import type { Finding } from '../diagnosis/diagnosis.ts'

/** Where a finding was made. */
export interface FoundAt {
  readonly namespace: string
  /** The pod's node, or "". */
  readonly node: string
  /** The outermost controller, such as `Deployment/api`, or `Pod/NAME` for a pod without one. */
  readonly owner: string
}

/** What is shared. Findings with the same `kind` and `name` are one problem, also under different causes. */
export interface Shared {
  /** What sort of thing it is, such as `Secret` or `image`. */
  readonly kind: string
  /** Which one; with its namespace in front where it has one. */
  readonly name: string
}

type Sharing = (facts: Finding['facts'], at: FoundAt, finding: Finding) => Shared | null

const inNamespace =
  (kind: string, fact: string): Sharing =>
  (facts, { namespace }) =>
    thing(kind, facts[fact], namespace)

const everywhere =
  (kind: string, fact: string): Sharing =>
  (facts) =>
    thing(kind, facts[fact])

const ofNode: Sharing = (_, { node }) => thing('node', node)
const network: Sharing = (_, { node }) => thing('network of node', node)
const ofNamespace: Sharing = (_, { namespace }) => thing('namespace', namespace)

const lossTaints = /^node\.kubernetes\.io\/(?:not-ready|unreachable)(?:[:=]|$)/

/** By cause; a cause that is not here, or whose fact is empty, is shared by the pods of one workload only. */
const sharings: Readonly<Record<string, Sharing>> = {
  'config-map-missing': inNamespace('ConfigMap', 'name'),
  'config-map-volume-missing': inNamespace('ConfigMap', 'name'),
  'secret-missing': inNamespace('Secret', 'name'),
  'secret-volume-missing': inNamespace('Secret', 'name'),
  'pull-secret-missing': inNamespace('Secret', 'secrets'),
  'config-key-missing': key,
  'volume-key-missing': key,

  'image-tag-missing': everywhere('image', 'image'),
  'image-name-invalid': everywhere('image', 'image'),
  'image-name-ambiguous': everywhere('image', 'image'),
  'image-platform-missing': everywhere('image', 'image'),
  'image-pull-failed': everywhere('image', 'image'),
  'image-signature-refused': everywhere('image', 'image'),
  'image-never-pulled': everywhere('image', 'image'),
  'image-disk-full': ofNode,
  'sandbox-image-failed': everywhere('image', 'image'),
  'registry-unreachable': everywhere('registry', 'registry'),
  'registry-certificate': everywhere('certificate of registry', 'registry'),
  'registry-rate-limit': everywhere('rate limit of registry', 'registry'),
  // A public registry refuses what does not exist like what is private; a private one refuses the credentials.
  'registry-login-refused': (facts) =>
    facts.registry === 'docker.io' ? thing('image', facts.image) : thing('login at registry', facts.registry),

  'quota-exceeded': inNamespace('ResourceQuota', 'quota'),
  'quota-amount-missing': inNamespace('ResourceQuota', 'quota'),
  'limit-range-violated': ofNamespace,
  'namespace-terminating': ofNamespace,
  'pod-security-refused': ofNamespace,
  'service-account-missing': inNamespace('ServiceAccount', 'account'),
  'admission-webhook-down': everywhere('webhook', 'webhook'),
  'admission-webhook-denied': everywhere('webhook', 'webhook'),
  'admission-policy-denied': everywhere('policy', 'policy'),
  'priority-class-missing': everywhere('PriorityClass', 'priorityClass'),
  'runtime-class-missing': everywhere('RuntimeClass', 'runtimeClass'),
  'runtime-handler-missing': everywhere('runtime handler', 'handler'),

  'insufficient-resources': resources,
  'taints-not-tolerated': taints,
  'node-selector-unmatched': everywhere('node labels', 'labels'),
  'nodes-cordoned': everywhere('node', 'nodes'),
  'no-nodes': () => thing('cluster', 'no nodes'),
  'too-many-pods': () => thing('cluster', 'no room for pods'),
  'node-missing': ofNode,
  'scheduler-unknown': everywhere('scheduler', 'scheduler'),
  'scheduling-gated': everywhere('scheduling gate', 'gates'),
  'host-port-taken': everywhere('host port', 'hostPorts'),
  'claim-unbound': (facts, at) => thing('StorageClass', facts.classes) ?? claims(facts, at),
  'claim-missing': claims,
  'claim-deleting': claims,
  'claim-volume-lost': claims,
  'no-volume-to-bind': claims,
  'volume-elsewhere': claims,
  'volume-in-use': claims,
  'csi-driver-missing': everywhere('CSI driver', 'driver'),
  'attach-failed': everywhere('CSI driver', 'driver'),

  'network-not-ready': network,
  'network-setup-failed': network,
  'pod-addresses-exhausted': network,
  'mount-tool-missing': (_, { node }) => thing('tools of node', node),
  'node-lost': ofNode,
  'node-shutdown': ofNode,
  'node-shutting-down': ofNode,
  'deleted-by-gc': ofNode,
  'kill-failed': ofNode,
  'stuck-terminating': ofNode,
  'evicted-by-pressure': (_, { node }) => thing('pressure on node', node),
  'evicted-by-api': ofNode,
  'evicted-by-taint': ofNode,
  'finalizer-held': everywhere('finalizer', 'finalizers'),

  'app-exit': address,
}

/** What this finding has in common with others that have the same root; null if no more than its workload. */
export function sharedBy(finding: Finding, at: FoundAt): Shared | null {
  return sharings[finding.cause]?.(finding.facts, at, finding) ?? null
}

/** What the pods of one workload have in common: the cause and the container. */
export function ownTrouble({ cause, container }: Finding, { namespace, owner }: FoundAt): Shared {
  const of = container === null ? '' : `, container ${container}`
  return { kind: `${cause} of`, name: `${namespace}/${owner}${of}` }
}

function thing(kind: string, name: unknown, namespace = ''): Shared | null {
  const known = Array.isArray(name) ? name.toSorted().join(', ') : typeof name === 'string' ? name : ''
  return known === '' ? null : { kind, name: namespace === '' ? known : `${namespace}/${known}` }
}

function key(facts: Finding['facts'], { namespace }: FoundAt): Shared | null {
  const kind = typeof facts.kind === 'string' && facts.kind !== '' ? facts.kind : 'volume source'
  const holder = thing(kind, facts.name, namespace)
  return holder === null ? null : { kind, name: `${holder.name}, key ${String(facts.key)}` }
}

/** The claims of a StatefulSet's pods differ in their ordinal alone. */
function claims(facts: Finding['facts'], { namespace }: FoundAt): Shared | null {
  const names = Array.isArray(facts.claims) ? facts.claims.map((name) => name.replace(/-\d+$/, '')) : []
  return thing('PersistentVolumeClaim', names, namespace)
}

/** What no node offers, and what is used up, is the cluster's trouble; what is larger than every node is the workload's. */
function resources({ resources: lacking, offeredNowhere, tooLarge }: Finding['facts']): Shared | null {
  if (Array.isArray(offeredNowhere) && offeredNowhere.length > 0) return thing('resource', offeredNowhere)
  return Array.isArray(tooLarge) && tooLarge.length > 0 ? null : thing('resource', lacking)
}

/** Pods that only a lost node would take wait for that node. */
function taints({ keys, nodes, taints: written }: Finding['facts']): Shared | null {
  const isLoss = Array.isArray(keys) && keys.length > 0 && keys.every((taint) => lossTaints.test(taint))
  if (isLoss && Array.isArray(nodes) && nodes.length === 1) return thing('node', nodes)
  return thing('taint', written) ?? thing('taint', keys)
}

/** Programs that fail because they cannot reach the same address; a name without a dot means another one elsewhere. */
function address({ suggests, suggestsAbout }: Finding['facts'], { namespace }: FoundAt): Shared | null {
  if (typeof suggestsAbout !== 'string') return null
  if (suggests !== 'connection-refused' && suggests !== 'host-unknown') return null
  const host = suggestsAbout.replace(/:\d+$/, '')
  if (host === '' || host === 'localhost' || /^127\.|^\[::1\]$/.test(host)) return null
  return thing('address', suggestsAbout, host.includes('.') ? '' : namespace)
}
