import type { Claim } from '../pod/cluster-objects.ts'
import type { Item } from '../pod/item.ts'
import { couldRead, type PodReading } from '../pod/reading.ts'

/** A claim that a volume of the pod names. Its fields are null where the claim itself was not read. */
export interface NamedClaim {
  readonly name: string
  readonly phase: Item | null
  /** Null also where the claim names no storage class. */
  readonly storageClass: Item | null
}

/**
 * The claims of the pod that are so. Where claims could not be read, all claims that its volumes name: any of them may be
 * meant, and `known` is false.
 */
export function claimsOf(
  pod: PodReading,
  isSo: (claim: Claim) => boolean,
): { claims: NamedClaim[]; known: boolean } {
  const named = pod.volumes
    .filter(({ kind }) => kind === 'persistentVolumeClaim' || kind === 'ephemeral')
    .map(({ refersTo }) => refersTo)
  const found = pod.claims.filter(({ name }) => named.includes(name))
  if (!couldRead(pod, 'claims') || found.length === 0) {
    return { claims: named.map((name) => ({ name, phase: null, storageClass: null })), known: false }
  }
  const claims = found.filter(isSo).map(({ name, phase, storageClass }) => ({
    name,
    phase,
    storageClass: storageClass.value === '' ? null : storageClass,
  }))
  return { claims, known: true }
}
