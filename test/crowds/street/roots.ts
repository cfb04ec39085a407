// The root causes of the street, and whom each one hits. What a report must find is this partition.
import {
  cronJob,
  daemonSet,
  deployment,
  envOf,
  idles,
  job,
  type Root,
  runs,
  statefulSet,
  toleratesCrowd,
} from '../parts.ts'

const login = envOf('secretKeyRef', 'db-login', 'password')
const image = (name: string, tag: string) => ({ image: `registry.shop.example:5000/${name}:${tag}` })
const settings = (volume: object) => ({ volumes: [{ name: 'v', ...volume }] })
const mounted = { volumeMounts: [{ name: 'v', mountPath: '/v' }] }
const onLostNode = { nodeSelector: { host: 'node-b' }, ...toleratesCrowd }

export const configurationRoots: readonly Root[] = [
  {
    root: 'Secret db-login is missing in crowd-shop',
    hits: [
      ...['cart', 'orders', 'search'].map((name) => deployment(`crowd-shop/${name}`, idles(login))),
      deployment('crowd-shop/prices', idles({ envFrom: [{ secretRef: { name: 'db-login' } }] })),
      ...['stock', 'mail'].map((name) =>
        deployment(`crowd-shop/${name}`, idles(mounted), settings({ secret: { secretName: 'db-login' } })),
      ),
    ],
  },
  {
    root: 'Secret db-login is missing in crowd-pay',
    hits: [
      deployment('crowd-pay/ledger', idles(login)),
      cronJob('crowd-pay/settle', '*/1 * * * *', idles(login), { concurrencyPolicy: 'Forbid' }),
    ],
  },
  {
    root: 'ConfigMap settings is missing in crowd-media',
    hits: [
      deployment('crowd-media/encoder', idles(envOf('configMapKeyRef', 'settings', 'codec'))),
      statefulSet('crowd-media/web', idles(mounted), settings({ configMap: { name: 'settings' } })),
    ],
  },
  {
    root: 'Secret keys in crowd-media has no key token',
    hits: [deployment('crowd-media/thumbs', idles(envOf('secretKeyRef', 'keys', 'token')))],
  },
  {
    root: 'nightly must not run as root',
    hits: [deployment('crowd-misc/nightly', idles({ securityContext: { runAsNonRoot: true } }))],
  },
]

export const imageRoots: readonly Root[] = [
  {
    root: 'image shop/api:2.0 does not exist',
    hits: [
      deployment('crowd-front/api', idles(image('shop/api', '2.0'))),
      deployment('crowd-back/api', idles(image('shop/api', '2.0'))),
      job('crowd-batch/warm', runs('true', image('shop/api', '2.0'))),
    ],
  },
  {
    root: 'image shop/api:2.1 does not exist',
    hits: [deployment('crowd-front/preview', idles(image('shop/api', '2.1')))],
  },
  {
    root: 'the mirror cannot be reached',
    hits: [
      deployment('crowd-tools/linter', idles({ image: 'mirror.shop.example:5999/shop/api:1' })),
      deployment('crowd-back/worker', idles({ image: 'mirror.shop.example:5999/shop/web:3' })),
    ],
  },
  {
    root: 'the registry refuses the login',
    hits: [
      deployment('crowd-back/billing', idles(image('private/api', '1'))),
      deployment('crowd-front/admin', idles(image('private/web', '1'))),
    ],
  },
  {
    root: 'the image name of badname is invalid',
    hits: [deployment('crowd-misc/badname', idles({ image: 'Shop/API:1' }))],
  },
]

export const volumeRoots: readonly Root[] = [
  {
    root: 'PersistentVolumeClaim uploads is missing in crowd-files',
    hits: [
      deployment(
        'crowd-files/uploader',
        idles(mounted),
        settings({ persistentVolumeClaim: { claimName: 'uploads' } }),
      ),
    ],
  },
  {
    root: 'nothing makes volumes of class fast-ssd',
    hits: [
      statefulSet(
        'crowd-db/postgres',
        idles(mounted),
        {},
        {
          volumeClaimTemplates: [
            {
              metadata: { name: 'v' },
              spec: {
                storageClassName: 'fast-ssd',
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '1Gi' } },
              },
            },
          ],
        },
      ),
      deployment(
        'crowd-files/thumbnails',
        idles(mounted),
        settings({ persistentVolumeClaim: { claimName: 'thumbnails' } }),
      ),
    ],
  },
  {
    root: 'CSI driver files.csi.shop.example is not on the node',
    hits: ['crowd-files/scan', 'crowd-db/backup'].map((place) =>
      deployment(place, idles(mounted), settings({ csi: { driver: 'files.csi.shop.example' } })),
    ),
  },
]

export const schedulingRoots: readonly Root[] = [
  {
    root: 'node-b does not answer',
    hits: [
      deployment('crowd-edge/router', idles(), onLostNode, { replicas: 3 }),
      deployment('crowd-edge/cache', idles(), onLostNode),
      statefulSet('crowd-iot/broker', idles(), onLostNode, { replicas: 2, podManagementPolicy: 'Parallel' }),
      daemonSet('crowd-iot/agent', idles(), {
        ...toleratesCrowd,
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'agent', operator: 'Exists' }] }],
            },
          },
        },
      }),
    ],
  },
  {
    root: 'node-c is cordoned',
    hits: ['crowd-disk/archive', 'crowd-iot/history'].map((place) =>
      deployment(place, idles(), { nodeSelector: { disk: 'old' }, ...toleratesCrowd }),
    ),
  },
  {
    root: 'node-d is kept for databases',
    hits: [deployment('crowd-disk/reports', idles(), { nodeSelector: { role: 'db' }, ...toleratesCrowd })],
  },
  {
    root: 'simulate asks for 64 processors',
    hits: [deployment('crowd-ml/simulate', idles({ resources: { requests: { cpu: '64' } } }))],
  },
  {
    root: 'no node has a shop.example/gpu',
    hits: ['crowd-ml/train', 'crowd-media/upscale'].map((place) =>
      deployment(place, idles({ resources: { limits: { 'shop.example/gpu': '1' } } })),
    ),
  },
  {
    root: 'no node is in zone mars',
    hits: ['crowd-geo/tiles', 'crowd-maps/tiles'].map((place) =>
      deployment(place, idles(), { nodeSelector: { zone: 'mars' } }),
    ),
  },
  {
    root: 'gate shop.example/approval is not opened',
    hits: ['crowd-gate/release', 'crowd-geo/release'].map((place) =>
      deployment(place, idles(), { schedulingGates: [{ name: 'shop.example/approval' }] }),
    ),
  },
  {
    root: 'second twin may not stand beside the first',
    hits: [
      deployment(
        'crowd-gate/twin',
        idles(),
        {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'twin' } } },
              ],
            },
          },
        },
        { replicas: 2 },
      ),
    ],
  },
]

export const creationRoots: readonly Root[] = [
  {
    root: 'ResourceQuota compute of crowd-quota is used up',
    hits: [
      ...['web', 'queue'].map((name) => deployment(`crowd-quota/${name}`, idles())),
      statefulSet('crowd-quota/store', idles()),
      job('crowd-quota/sweep', runs('true')),
    ],
  },
  {
    root: 'the webhook images.policy.shop.example does not answer',
    hits: [
      deployment('crowd-hook-a/one', idles()),
      statefulSet('crowd-hook-a/two', idles()),
      deployment('crowd-hook-b/three', idles(), {}, { replicas: 3 }),
    ],
  },
  {
    root: 'LimitRange of crowd-limits',
    hits: [deployment('crowd-limits/heavy', idles({ resources: { limits: { memory: '256Mi' } } }))],
  },
  {
    root: 'crowd-secure admits restricted pods only',
    hits: ['crowd-secure/probe', 'crowd-secure/tunnel'].map((place) => deployment(place, idles())),
  },
  {
    root: 'ServiceAccount robot is missing in crowd-ops',
    hits: ['crowd-ops/deployer', 'crowd-ops/watcher'].map((place) =>
      deployment(place, idles(), { serviceAccountName: 'robot' }),
    ),
  },
  {
    root: 'PriorityClass urgent is missing',
    hits: [
      deployment('crowd-ops/pager', idles(), { priorityClassName: 'urgent' }),
      job('crowd-jobs/alert', runs('true'), {}, { priorityClassName: 'urgent' }),
    ],
  },
]
