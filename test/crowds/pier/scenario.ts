// The pier: a few workloads that say their trouble in their log alone, or that have some of their pods.
import {
  cronJob,
  deployment,
  envOf,
  idles,
  job,
  of,
  pod,
  runs,
  type Scenario,
  statefulSet,
} from '../parts.ts'

const onlyPlace = { spec: { hard: { pods: '1' } } }
const port = { ports: [{ containerPort: 80, hostPort: 38191 }] }
const asks = (host: string, number: number) =>
  runs(`nc -w 2 ${host} ${number}`, { terminationMessagePolicy: 'FallbackToLogsOnError' })
const stale = { tolerations: [{ key: 'crowd', operator: 'Exists' }], nodeSelector: { rack: 'dead' } }

export const scenario: Scenario = {
  labels: {},
  testEnvironment: [
    of('v1', 'ResourceQuota', 'crowd-plank/one', onlyPlace),
    of('v1', 'ResourceQuota', 'crowd-rail/one', onlyPlace),
    of(
      'v1',
      'Node',
      'node-e',
      { spec: { taints: [{ key: 'crowd', value: 'only', effect: 'NoSchedule' }] } },
      { labels: { rack: 'dead' } },
    ),
  ],
  aliveNodes: [],
  cordonedNodes: [],
  rollouts: [],
  roots: [
    {
      root: 'quota one of crowd-plank is used up',
      hits: [
        statefulSet('crowd-plank/ladder', idles(), {}, { replicas: 3, podManagementPolicy: 'Parallel' }),
      ],
    },
    {
      root: 'quota one of crowd-rail is used up',
      hits: [deployment('crowd-rail/lamp', idles(), {}, { replicas: 2 })],
    },
    {
      root: 'kafka of crowd-net has no address',
      hits: [
        deployment('crowd-net/consumer', asks('kafka', 9092)),
        statefulSet('crowd-net/producer', asks('kafka', 9092)),
      ],
    },
    {
      root: 'kafka of crowd-hook has no address',
      hits: [deployment('crowd-hook/consumer', asks('kafka', 9092))],
    },
    {
      root: 'no way leads to 10.96.200.9',
      hits: [
        deployment('crowd-net/line', asks('10.96.200.9', 80)),
        deployment('crowd-hook/line', asks('10.96.200.9', 80)),
      ],
    },
    {
      root: 'ServiceAccount ghost is missing in crowd-hook',
      hits: [cronJob('crowd-hook/nightly', '*/1 * * * *', runs('true'), {}, { serviceAccountName: 'ghost' })],
    },
    { root: 'host port 38191 is taken', hits: [deployment('crowd-bait/second', idles(port))] },
    {
      root: 'Secret mig is missing in crowd-bait',
      hits: [
        job('crowd-bait/migrate', idles(envOf('secretKeyRef', 'mig', 'x'))),
        deployment('crowd-bait/web', idles({ envFrom: [{ secretRef: { name: 'mig' } }] })),
      ],
    },
    {
      root: 'node-e does not answer',
      hits: [statefulSet('crowd-bait/solo', idles(), stale), pod('crowd-net/bare', idles(), stale)],
    },
  ],
  well: [deployment('crowd-bait/first', idles(port))],
  deleted: [],
  late: [],
  leaving: [],
}
