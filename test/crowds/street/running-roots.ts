// The root causes of the street that show once containers run, and what is well.
import { cronJob, deployment, idles, job, pod, type Root, runs, says, statefulSet } from '../parts.ts'

const refused = (address: string): string => `dial tcp ${address}: connect: connection refused`
const empty = { volumes: [{ name: 'v', emptyDir: {} }] }
const mounted = { volumeMounts: [{ name: 'v', mountPath: '/v' }] }
const execs = (script: string): object => ({
  exec: { command: ['sh', '-c', script] },
  periodSeconds: 5,
  failureThreshold: 1,
})

export const crashRoots: readonly Root[] = [
  {
    root: 'nothing answers at 10.96.3.7:6379',
    hits: ['crowd-chat/bot', 'crowd-chat/hub', 'crowd-push/sender'].map((place) =>
      deployment(place, says(refused('10.96.3.7:6379'), 1, 2)),
    ),
  },
  {
    root: 'nothing answers at redis:6379 of crowd-chat',
    hits: [deployment('crowd-chat/presence', says(refused('redis:6379'), 1, 2))],
  },
  {
    root: 'nothing answers at redis:6379 of crowd-push',
    hits: [deployment('crowd-push/devices', says(refused('redis:6379'), 1, 2))],
  },
  {
    root: 'parser cannot read its configuration',
    hits: [deployment('crowd-misc/parser', says('bad configuration: line 7', 2))],
  },
  { root: 'solver asserts', hits: [deployment('crowd-misc/solver', says('assertion failed: x > 0', 3))] },
  {
    root: 'database ledger of crowd-bank cannot own its files',
    hits: [statefulSet('crowd-bank/db', says('data directory has wrong ownership', 1))],
  },
  {
    root: 'queue-0 finds a corrupt log',
    hits: [statefulSet('crowd-queue/queue', says('segment 12 is corrupt', 5))],
  },
  {
    root: 'train of crowd-lab needs more memory',
    hits: [
      deployment('crowd-lab/train', runs('tail /dev/zero', { resources: { limits: { memory: '20Mi' } } })),
    ],
  },
  {
    root: 'blog cannot migrate',
    hits: [
      deployment('crowd-web/blog', idles(), {
        initContainers: [
          runs('echo "schema v12 not found" | tee /dev/termination-log; exit 1', {}, 'migrate'),
        ],
      }),
    ],
  },
  {
    root: 'the proxy beside gateway has no certificate',
    hits: [
      deployment('crowd-mesh/gateway', idles(), {
        initContainers: [
          runs(
            'sleep 3; echo "no certificate" | tee /dev/termination-log; exit 1',
            { restartPolicy: 'Always' },
            'proxy',
          ),
        ],
      }),
    ],
  },
  {
    root: 'typo is not a program',
    hits: [deployment('crowd-misc/typo', runs('', { command: ['/bin/no-such-program'] }))],
  },
]

export const probeRoots: readonly Root[] = [
  {
    root: 'serve is killed by its liveness probe',
    hits: [deployment('crowd-lab/serve', idles({ livenessProbe: execs('exit 1') }))],
  },
  {
    root: 'rank is never ready',
    hits: [deployment('crowd-lab/rank', idles({ readinessProbe: execs('echo model not loaded; exit 1') }))],
  },
]

const held = ['crowd-gone/held', 'crowd-old/held'].map((place) =>
  pod(place, idles(), {}, { finalizers: ['shop.example/backup'] }),
)
const stubborn = pod('crowd-gone/stubborn', runs("trap '' TERM; while true; do sleep 1; done"), {
  terminationGracePeriodSeconds: 3600,
})

export const deleted = [...held, stubborn]

export const endingRoots: readonly Root[] = [
  { root: 'import gave up', hits: [job('crowd-jobs/import', says('row 17 is broken', 1))] },
  { root: 'slow ran out of time', hits: [job('crowd-jobs/slow', idles(), { activeDeadlineSeconds: 25 })] },
  {
    root: 'report fails each minute',
    hits: [cronJob('crowd-cron/report', '*/1 * * * *', says('no rows', 4), { failedJobsHistoryLimit: 3 })],
  },
  {
    root: 'finalizer shop.example/backup is not taken away',
    hits: held,
  },
  {
    root: 'stubborn ignores SIGTERM',
    hits: [stubborn],
  },
  {
    root: 'spool is over the limit of its volume',
    hits: [
      pod('crowd-old/spool', runs('dd if=/dev/zero of=/v/x bs=1M count=20; sleep 1000', mounted), {
        volumes: [{ name: 'v', emptyDir: { sizeLimit: '5Mi' } }],
        restartPolicy: 'Never',
      }),
    ],
  },
  {
    root: 'logger was over its ephemeral storage once',
    hits: [
      deployment(
        'crowd-old/logger',
        runs(
          '[ -e /once/done ] || { touch /once/done; dd if=/dev/zero of=/big bs=1M count=20; }; sleep 100000',
          {
            resources: { limits: { 'ephemeral-storage': '5Mi' } },
            volumeMounts: [{ name: 'once', mountPath: '/once' }],
          },
        ),
        { volumes: [{ name: 'once', hostPath: { path: '/tmp/crowd-once', type: 'DirectoryOrCreate' } }] },
      ),
    ],
  },
]

/** The Service that `crowd-bank/api` calls, and the StatefulSet behind it. */
export const consequence: Root = {
  root: 'database ledger of crowd-bank cannot own its files',
  hits: [deployment('crowd-bank/api', says(refused('db:5432'), 1, 2))],
}

export const rollouts = [
  {
    root: 'image shop/web:8 does not exist',
    first: deployment('crowd-web/site', idles(), {}, { progressDeadlineSeconds: 60 }),
    second: 'registry.shop.example:5000/shop/web:8',
  },
]

export const well = [
  deployment('crowd-calm/shop', idles()),
  deployment('crowd-calm/off', idles(), {}, { replicas: 0 }),
  deployment(
    'crowd-calm/hiccup',
    runs('[ -e /v/once ] && sleep 100000; touch /v/once; exit 1', mounted),
    empty,
  ),
  deployment('crowd-quota/first', idles()),
  job('crowd-calm/done', runs('true')),
  job(
    'crowd-calm/retried',
    runs('[ -e /v/once ] && exit 0; touch /v/once; exit 1', mounted),
    { backoffLimit: 6 },
    { ...empty, restartPolicy: 'OnFailure' },
  ),
  job('crowd-calm/paused', runs('true'), { suspend: true }),
  cronJob('crowd-calm/tick', '*/2 * * * *', runs('true')),
]

export const late = [
  deployment(
    'crowd-calm/slow-start',
    idles({ readinessProbe: { exec: { command: ['false'] }, initialDelaySeconds: 300 } }),
  ),
  deployment('crowd-calm/first-init', idles(), { initContainers: [runs('sleep 100', {}, 'wait')] }),
]

export const leaving = [
  pod('crowd-calm/leaving', runs("trap '' TERM; while true; do sleep 1; done"), {
    terminationGracePeriodSeconds: 120,
  }),
]
