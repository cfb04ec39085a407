import type { V1Volume } from '@kubernetes/client-node'
import { type Fields, isObject, list, object, text } from './json.ts'

/** A volume of the pod: what kind it is and which object it names. Attributes may hold secrets and are not kept. */
export interface Volume {
  readonly name: string
  readonly path: string
  /** The field that is set: `configMap`, `secret`, `persistentVolumeClaim`, `hostPath`, … */
  readonly kind: string
  /** What it names: a ConfigMap, Secret, claim or image, a host path, a CSI driver, an NFS export as `server:/path`; "" for others. */
  readonly refersTo: string
}

/** Reads `spec.volumes`. A generic ephemeral volume refers to the claim POD-VOLUME that is made for it. */
export function readVolumes(volumes: unknown, podName: string): Volume[] {
  return list<V1Volume>(volumes).map((volume, index) => {
    const name = text(volume.name)
    const kind = Object.entries(volume).find(([key, value]) => key !== 'name' && isObject(value))?.[0] ?? ''
    return {
      name,
      path: `spec.volumes[${index}]`,
      kind,
      refersTo: refersTo(volume, kind, `${podName}-${name}`),
    }
  })
}

function refersTo(volume: Fields<V1Volume>, kind: string, ephemeralClaim: string): string {
  switch (kind) {
    case 'configMap':
      return text(object(volume.configMap).name)
    case 'secret':
      return text(object(volume.secret).secretName)
    case 'persistentVolumeClaim':
      return text(object(volume.persistentVolumeClaim).claimName)
    case 'hostPath':
      return text(object(volume.hostPath).path)
    case 'csi':
      return text(object(volume.csi).driver)
    case 'nfs':
      return `${text(object(volume.nfs).server)}:${text(object(volume.nfs).path)}`
    case 'image':
      return text(object(volume.image).reference)
    case 'ephemeral':
      return ephemeralClaim
    default:
      return ''
  }
}
