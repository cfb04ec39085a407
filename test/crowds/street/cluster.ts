// What stands around the workloads of the street.
import { type ApiObject, bareNode, of } from '../parts.ts'

export const labels = {
  'crowd-hook-a': { crowd: 'hooked' },
  'crowd-hook-b': { crowd: 'hooked' },
  'crowd-secure': { 'pod-security.kubernetes.io/enforce': 'restricted' },
}

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

export const environment: readonly ApiObject[] = [
  bareNode('node-b', { host: 'node-b', agent: 'yes' }),
  bareNode('node-c', { disk: 'old' }),
  bareNode('node-d', { role: 'db' }, [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }]),
  of('v1', 'Secret', 'crowd-media/keys', { stringData: { id: 'one' } }),
  of('v1', 'ResourceQuota', 'crowd-quota/compute', { spec: { hard: { pods: '1' } } }),
  of('v1', 'LimitRange', 'crowd-limits/bounds', {
    spec: { limits: [{ type: 'Container', max: { memory: '64Mi' } }] },
  }),
  of('storage.k8s.io/v1', 'StorageClass', 'fast-ssd', {
    provisioner: 'ssd.csi.shop.example',
    volumeBindingMode: 'Immediate',
  }),
  of('v1', 'PersistentVolumeClaim', 'crowd-files/thumbnails', {
    spec: { storageClassName: 'fast-ssd', ...claim },
  }),
  of('v1', 'Service', 'crowd-bank/db', { spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] } }),
  of('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'crowd-policy', {
    webhooks: [
      {
        name: 'images.policy.shop.example',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        timeoutSeconds: 2,
        failurePolicy: 'Fail',
        clientConfig: { url: 'https://127.0.0.1:9/images' },
        namespaceSelector: { matchLabels: { crowd: 'hooked' } },
        rules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE'],
            resources: ['pods'],
            scope: 'Namespaced',
          },
        ],
      },
    ],
  }),
]
