// What stands around the workloads of the harbour.
import { type ApiObject, of } from '../parts.ts'

export const claim = (storageClassName: string) => ({
  spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
})

const policy = { policyName: 'crowd-owner', validationActions: ['Deny'] }

export const labels = {
  'crowd-quay': { crowd: 'owned' },
  'crowd-dock': { crowd: 'owned' },
  'crowd-hull': { 'pod-security.kubernetes.io/enforce': 'baseline' },
  'crowd-keel': { 'pod-security.kubernetes.io/enforce': 'baseline' },
}

export const environment: readonly ApiObject[] = [
  of('v1', 'ConfigMap', 'crowd-mast/flags', { data: { one: '1' } }),
  of('v1', 'ResourceQuota', 'crowd-rope/memory', { spec: { hard: { 'requests.memory': '40Mi' } } }),
  of('node.k8s.io/v1', 'RuntimeClass', 'crowd-runsc', { handler: 'runsc' }),
  of('storage.k8s.io/v1', 'StorageClass', 'crowd-slow', {
    provisioner: 'slow.csi.shop.example',
    volumeBindingMode: 'WaitForFirstConsumer',
  }),
  of('v1', 'PersistentVolumeClaim', 'crowd-buoy/late', claim('crowd-slow')),
  of('v1', 'PersistentVolumeClaim', 'crowd-mast/nothing', claim('')),
  of('v1', 'PersistentVolumeClaim', 'crowd-buoy/nothing', claim('')),
  of('v1', 'Service', 'crowd-crew/db', { spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] } }),
  of('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'crowd-owner', {
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
        ],
      },
      validations: [
        { expression: "'owner' in object.metadata.labels", message: 'every pod needs the label owner' },
      ],
    },
  }),
  of('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'crowd-owner', {
    spec: { ...policy, matchResources: { namespaceSelector: { matchLabels: { crowd: 'owned' } } } },
  }),
]
