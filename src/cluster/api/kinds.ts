// The kinds that are read around pods. Others in owner references are shown by name only.
import type { Kind } from './reads.ts'
import { resources } from './resources.ts'

export const podKind: Kind = { kind: 'Pod', plural: 'pods', group: '' }
export const eventKind: Kind = { kind: 'Event', plural: 'events', group: '' }
export const namespaceKind: Kind = { kind: 'Namespace', plural: 'namespaces', group: '' }
export const nodeKind: Kind = { kind: 'Node', plural: 'nodes', group: '' }
export const claimKind: Kind = { kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', group: '' }
export const volumeKind: Kind = { kind: 'PersistentVolume', plural: 'persistentvolumes', group: '' }
export const replicaSetKind: Kind = { kind: 'ReplicaSet', plural: 'replicasets', group: 'apps' }
export const jobKind: Kind = { kind: 'Job', plural: 'jobs', group: 'batch' }

const ownerKinds: readonly Kind[] = [
  ...resources.filter(({ kind }) => kind !== 'Pod'),
  { kind: 'ReplicationController', plural: 'replicationcontrollers', group: '' },
]

/** The kind of an owner reference, or null if it is none of those that are read. */
export function ownerKind(reference: { readonly kind: string; readonly apiVersion: string }): Kind | null {
  const group = reference.apiVersion.includes('/') ? (reference.apiVersion.split('/', 1)[0] ?? '') : ''
  return ownerKinds.find((kind) => kind.kind === reference.kind && kind.group === group) ?? null
}

/** The kind that controls this one where it has a controller at all: a ReplicaSet's is a Deployment. */
export function kindAbove({ kind }: Kind): Kind | null {
  const above = { ReplicaSet: 'Deployment', Job: 'CronJob' }[kind]
  return ownerKinds.find((candidate) => candidate.kind === above) ?? null
}
