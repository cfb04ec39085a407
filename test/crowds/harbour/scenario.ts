// The harbour: a smaller crowd that was made after the grouping was finished, with other trouble than the street's.
import {
  cronJob,
  daemonSet,
  deployment,
  envOf,
  idles,
  job,
  pod,
  runs,
  type Scenario,
  says,
  statefulSet,
} from '../parts.ts'
import { claim, environment, labels } from './cluster.ts'

const mounted = { volumeMounts: [{ name: 'v', mountPath: '/v' }] }
const volume = (source: object) => ({ volumes: [{ name: 'v', ...source }] })
const refused = (address: string): string => `dial tcp ${address}: connect: connection refused`
const ghost = 'registry.shop.example:5000/shop/web'
const socket = volume({ hostPath: { path: '/run/docker-engine.sock', type: 'Socket' } })
const share = volume({ nfs: { server: 'nfs.shop.example', path: '/exports' } })
const lingering = pod(
  'crowd-sail/lingering',
  idles({ lifecycle: { preStop: { exec: { command: ['sleep', '3000'] } } } }),
  {
    terminationGracePeriodSeconds: 3600,
  },
)

export const scenario: Scenario = {
  labels,
  testEnvironment: environment,
  aliveNodes: [],
  cordonedNodes: [],
  rollouts: [],
  roots: [
    {
      root: 'image shop/web without a tag does not exist',
      hits: [
        deployment('crowd-mast/web', idles({ image: ghost })),
        deployment('crowd-sail/web', idles(), {
          initContainers: [runs('true', { image: `${ghost}:latest` }, 'warm')],
        }),
      ],
    },
    {
      root: 'the registry at mirror.shop.example refuses connections',
      hits: [
        deployment('crowd-sail/proxy', idles({ image: 'mirror.shop.example:5999/mesh/proxy:7' })),
        job('crowd-crane/fetch', runs('true', { image: 'mirror.shop.example:5999/back/api:1.4' })),
      ],
    },
    {
      root: 'image shop/local-build:dev was never brought to the node',
      hits: [
        deployment('crowd-mast/local', idles({ image: 'shop/local-build:dev', imagePullPolicy: 'Never' })),
      ],
    },
    {
      root: 'ConfigMap flags in crowd-mast has no key two',
      hits: [
        deployment('crowd-mast/lamp', idles(envOf('configMapKeyRef', 'flags', 'two'))),
        deployment(
          'crowd-mast/horn',
          idles(mounted),
          volume({ configMap: { name: 'flags', items: [{ key: 'two', path: 'two' }] } }),
        ),
      ],
    },
    {
      root: 'PersistentVolumeClaim charts is missing in crowd-mast',
      hits: ['crowd-mast/reader', 'crowd-mast/writer'].map((place) =>
        deployment(place, idles(mounted), volume({ persistentVolumeClaim: { claimName: 'charts' } })),
      ),
    },
    {
      root: 'PersistentVolumeClaim charts is missing in crowd-buoy',
      hits: [
        statefulSet(
          'crowd-buoy/reader',
          idles(mounted),
          volume({ persistentVolumeClaim: { claimName: 'charts' } }),
        ),
      ],
    },
    {
      root: 'nobody makes a volume for claim nothing of crowd-mast',
      hits: [
        deployment(
          'crowd-mast/empty',
          idles(mounted),
          volume({ persistentVolumeClaim: { claimName: 'nothing' } }),
        ),
      ],
    },
    {
      root: 'nobody makes a volume for claim nothing of crowd-buoy',
      hits: [
        deployment(
          'crowd-buoy/empty',
          idles(mounted),
          volume({ persistentVolumeClaim: { claimName: 'nothing' } }),
        ),
      ],
    },
    {
      root: 'the provisioner of class crowd-slow is silent',
      hits: [
        deployment(
          'crowd-buoy/late',
          idles(mounted),
          volume({ persistentVolumeClaim: { claimName: 'late' } }),
        ),
        statefulSet(
          'crowd-rope/store',
          idles({ ...mounted, resources: { requests: { memory: '1Mi' } } }),
          {},
          {
            volumeClaimTemplates: [{ metadata: { name: 'v' }, ...claim('crowd-slow') }],
          },
        ),
      ],
    },
    {
      root: 'the node has no socket of docker',
      hits: [
        daemonSet('crowd-crane/watch', idles(mounted), socket),
        deployment('crowd-dredge/build', idles(mounted), socket),
      ],
    },
    {
      root: 'the node cannot mount NFS',
      hits: ['crowd-dredge/share', 'crowd-crane/share'].map((place) =>
        deployment(place, idles(mounted), share),
      ),
    },
    {
      root: 'the node has no runtime runsc',
      hits: ['crowd-dredge/sandbox', 'crowd-crane/sandbox'].map((place) =>
        deployment(place, idles(), { runtimeClassName: 'crowd-runsc' }),
      ),
    },
    {
      root: 'policy crowd-owner denies',
      hits: [
        deployment('crowd-quay/one', idles()),
        daemonSet('crowd-quay/two', idles()),
        cronJob('crowd-dock/three', '*/1 * * * *', runs('true')),
      ],
    },
    {
      root: 'crowd-hull admits baseline pods only',
      hits: [deployment('crowd-hull/raw', idles(), { hostNetwork: true })],
    },
    {
      root: 'crowd-keel admits baseline pods only',
      hits: [statefulSet('crowd-keel/raw', idles(), { hostPID: true })],
    },
    {
      root: 'ResourceQuota memory of crowd-rope is used up',
      hits: [
        deployment(
          'crowd-rope/grow',
          idles({ resources: { requests: { memory: '15Mi' } } }),
          {},
          { replicas: 3 },
        ),
      ],
    },
    {
      root: 'nobody sets gate balancer.example.com/registered',
      hits: ['crowd-rope/edge', 'crowd-crew/edge'].map((place) =>
        deployment(place, idles({ resources: { requests: { memory: '1Mi' } } }), {
          readinessGates: [{ conditionType: 'balancer.example.com/registered' }],
        }),
      ),
    },
    {
      root: 'scheduler batch does not run',
      hits: ['crowd-crane/batch', 'crowd-dredge/batch'].map((place) =>
        job(place, runs('true'), {}, { schedulerName: 'batch' }),
      ),
    },
    {
      root: 'the name payments.internal.example does not resolve',
      hits: ['crowd-crew/shop', 'crowd-sail/shop'].map((place) =>
        deployment(place, says('Error: getaddrinfo ENOTFOUND payments.internal.example', 1)),
      ),
    },
    {
      root: 'image shop/api:9.9 of the database of crowd-crew does not exist',
      hits: [
        deployment('crowd-crew/db', idles({ image: 'registry.shop.example:5000/shop/api:9.9' })),
        deployment('crowd-crew/api', says(refused('db:5432'), 1, 1)),
        deployment('crowd-sail/report', says(refused('db.crowd-crew.svc.cluster.local:5432'), 1, 1)),
      ],
    },
    {
      root: 'spy cannot reach cache, which is well',
      hits: [deployment('crowd-crew/spy', says(refused('cache:6379'), 1, 1))],
    },
    { root: 'clock has nothing to do', hits: [deployment('crowd-crew/clock', says('nothing to do', 0))] },
    {
      root: 'image nocmd:1 has no command',
      hits: ['crowd-crew/bare', 'crowd-hull/bare'].map((place) =>
        deployment(place, { name: 'app', image: 'nocmd:1', imagePullPolicy: 'IfNotPresent' }),
      ),
    },
    { root: 'lingering hangs in its preStop hook', hits: [lingering] },
    {
      root: 'batch of crowd-hull needs more memory',
      hits: [job('crowd-hull/batch', runs('tail /dev/zero', { resources: { limits: { memory: '20Mi' } } }))],
    },
    {
      root: 'no pod stands where crowd-keel/near wants to be',
      hits: [
        deployment('crowd-keel/near', idles(), {
          affinity: {
            podAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'nowhere' } } },
              ],
            },
          },
        }),
      ],
    },
  ],
  well: [deployment('crowd-crew/cache', idles()), cronJob('crowd-keel/tick', '*/1 * * * *', runs('true'))],
  deleted: [lingering],
  late: [],
  leaving: [],
}
