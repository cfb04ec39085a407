import { afterEach, describe, expect, test } from 'vitest'
import type { ClusterError } from '../../../src/cluster/errors.ts'
import { usualLimits } from '../../../src/cluster/http/limits.ts'
import { connectSweep, type SweepStep, type SweepTarget } from '../../../src/cluster/sweep/connect.ts'
import { diagnose } from '../../../src/diagnosis/diagnose.ts'
import { wantedSources } from '../../../src/diagnosis/wanted.ts'
import { readPod } from '../../../src/pod/reading.ts'
import type { PodSnapshot } from '../../../src/pod/snapshot.ts'
import { assess } from '../../../src/report/needs-look.ts'
import { type FakeServer, failure, type Reply, startServer } from '../fake-server.ts'
import { kubeconfig, kubeconfigFile, testEnvironment } from '../login/environment.ts'
import { answers, type Cluster, type Named, pod, recorded } from './sweep-server.ts'

const servers: FakeServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

interface Swept {
  /** `NAMESPACE/NAME CAUSE`, sorted; `NAMESPACE/OWNER CAUSE` for a workload without a pod. */
  readonly failing: string[]
  /** Pods that are well by their cells, or by a diagnosis. */
  readonly well: number
  readonly steps: SweepStep[]
  readonly requests: string[]
  /** Their field selectors. */
  readonly selectors: string[]
}

async function sweepOf(
  cluster: Cluster,
  target: Partial<SweepTarget> = {},
  namespace?: string,
): Promise<Swept> {
  const server = await startServer(answers(cluster))
  servers.push(server)
  return sweepAt(server, target, namespace)
}

async function sweepAt(
  server: FakeServer,
  target: Partial<SweepTarget> = {},
  namespace?: string,
): Promise<Swept> {
  const sweep = await connectSweep(
    { kubeconfig: kubeconfigFile(kubeconfig(server.url)), ...(namespace === undefined ? {} : { namespace }) },
    { environment: testEnvironment(), limits: { ...usualLimits, pause: 1 } },
  )
  const reported = new Set<string>()
  const steps: SweepStep[] = []
  const failing: string[] = []
  let well = 0
  const judge = {
    assess,
    wants: (snapshot: PodSnapshot) => wantedSources(readPod(snapshot)),
    isReported: (workload: { kind: string; namespace: string; name: string }) =>
      reported.has(`${workload.namespace}/${workload.kind}/${workload.name}`),
  }
  try {
    const all = { allNamespaces: true, labelSelector: '', fieldSelector: '', consistent: false, ...target }
    for await (const step of sweep.run(all, judge)) {
      steps.push(step)
      if (step.kind === 'well') well += step.pods
      if (step.kind !== 'snapshots') continue
      for (const snapshot of step.snapshots) {
        const diagnosis = diagnose(readPod(snapshot))
        if (diagnosis.verdict === null) {
          well += 1
          continue
        }
        reported.add(`${diagnosis.namespace}/${diagnosis.workload}`)
        failing.push(
          `${diagnosis.namespace}/${diagnosis.pod?.name ?? diagnosis.workload} ${diagnosis.verdict.cause}`,
        )
      }
    }
  } finally {
    sweep.close()
  }
  const requests = server.seen.map(({ path, query }) => `${path} ${query.get('includeObject') ?? ''}`.trim())
  const selectors = server.seen.map(({ query }) => query.get('fieldSelector') ?? '')
  return { failing: failing.toSorted(), well, steps, requests, selectors }
}

function healthy(count: number, namespaces = 20): Named[] {
  const one = pod('a05-healthy-deploy', '', '')
  return Array.from({ length: count }, (_, index) => {
    const namespace = `ns-${index % namespaces}`
    const name = `well-${index}`
    return { ...one, metadata: { ...one.metadata, namespace, name, uid: `${namespace}/${name}` } }
  })
}

function crashing(count: number, namespaces = 20): Named[] {
  return Array.from({ length: count }, (_, index) =>
    pod('e01-exit1-termination-message', `ns-${index % namespaces}`, `bad-${index}`),
  )
}

function pulling(count: number): Named[] {
  return Array.from({ length: count }, (_, index) =>
    pod('b01-image-tag-missing', `ns-${index % 20}`, `pull-${index}`),
  )
}

const names = (pods: readonly Named[], cause: string): string[] =>
  pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name} ${cause}`)

describe('few pods', () => {
  test('are read in full, in one page', async () => {
    const bad = [...crashing(3), ...pulling(2)]
    const { failing, well, requests } = await sweepOf({ pods: [...healthy(100), ...bad] })
    expect(failing).toEqual(
      [...names(crashing(3), 'app-exit'), ...names(pulling(2), 'image-tag-missing')].toSorted(),
    )
    expect(well).toBe(100)
    expect(requests.filter((request) => request.includes('/pods'))).toEqual([
      '/api/v1/pods None',
      '/api/v1/pods Object',
    ])
    expect(requests.length).toBeLessThanOrEqual(12)
  })
})

describe('a namespace without pods', () => {
  const empty = { allNamespaces: false }

  test('that does not exist is not found, instead of well', async () => {
    const other = { pods: healthy(3, 1) }
    await expect(sweepOf(other, empty, 'no-such')).rejects.toMatchObject({ kind: 'not-found', status: 404 })
  })

  test('is believed where namespaces may not be read', async () => {
    const cluster = { pods: healthy(3, 1), mayListNamespaces: false }
    expect(await sweepOf(cluster, empty, 'no-such')).toMatchObject({ failing: [], well: 0 })
  })
})

test('a selector that the server cannot read is wrong usage', async () => {
  const server = await startServer(() => failure(400, 'BadRequest', 'field label not supported: spec.no'))
  servers.push(server)
  await expect(sweepAt(server, { fieldSelector: 'spec.no=1' })).rejects.toMatchObject({ kind: 'usage' })
})

describe('many pods', () => {
  const bad = [...crashing(30), ...pulling(20)]
  const expected = [...names(crashing(30), 'app-exit'), ...names(pulling(20), 'image-tag-missing')].toSorted()

  test('each failing one is found in its namespace, and no healthy one is asked for', async () => {
    const { failing, well, requests, selectors } = await sweepOf({ pods: [...healthy(4000), ...bad] })
    expect(failing).toEqual(expected)
    expect(well).toBe(4000)
    const asked = selectors.flatMap((selector) => /metadata\.name=([\w-]+)/.exec(selector)?.[1] ?? [])
    expect(asked.toSorted()).toEqual(
      crashing(30)
        .map(({ metadata }) => metadata.name)
        .toSorted(),
    )
    // Cells; the pods that never ran at once; each of the 30 by its node and name; and what is around.
    expect(requests.length).toBeLessThanOrEqual(30 + 20)
  })

  test('in one namespace too, without looking at any other', async () => {
    const pods = [...healthy(2000, 1), ...crashing(30, 1)]
    const { failing, well, requests } = await sweepOf({ pods }, { allNamespaces: false }, 'ns-0')
    expect(failing).toEqual(names(crashing(30, 1), 'app-exit').toSorted())
    expect(well).toBe(2000)
    expect(
      requests.filter((request) => /^\/api\/v1\/(?:pods|namespaces|events)\b(?!\/)/.test(request)),
    ).toEqual([])
  })

  test('namesakes in other namespaces are not taken for one another', async () => {
    const namesakes = Array.from({ length: 20 }, (_, index) => {
      const namespace = `ns-${index}`
      return index % 3 === 0
        ? pod('e01-exit1-termination-message', namespace, 'db-0')
        : { ...pod('a05-healthy-deploy', namespace, 'db-0') }
    })
    const { failing, well } = await sweepOf({ pods: [...healthy(3000), ...namesakes] })
    expect(failing).toEqual(
      namesakes
        .filter((_, index) => index % 3 === 0)
        .map(({ metadata }) => `${metadata.namespace}/db-0 app-exit`)
        .toSorted(),
    )
    expect(well).toBe(3000 + 13)
  })

  test('where most fail, all are read in full, once', async () => {
    const pods = [...healthy(1500), ...crashing(1500)]
    const { failing, well, requests } = await sweepOf({ pods })
    expect(failing).toHaveLength(1500)
    expect(well).toBe(1500)
    expect(requests.filter((request) => /\/pods\/[^/]+ /.test(request))).toEqual([])
  })

  test('consistent: cells come in pages', async () => {
    const { failing, well, steps } = await sweepOf({ pods: [...healthy(7000), ...bad] }, { consistent: true })
    expect(failing).toEqual(expected)
    expect(well).toBe(7000)
    expect(steps.filter(({ kind }) => kind === 'gap')).toEqual([])
  })

  test('a server that gives whole objects all the same is read in pages', async () => {
    const { failing, well } = await sweepOf({ pods: [...healthy(2000), ...bad], ignoresTheCheapWay: true })
    expect(failing).toEqual(expected)
    expect(well).toBe(2000)
  })
})

describe('a page token that grew too old', () => {
  const pods = [...healthy(1200), ...crashing(10)]

  test.each([
    ['goes on with the token that the server offers', true],
    ['starts over where it offers none', false],
  ])('%s: no pod is lost or told twice', async (_, offers) => {
    let isFirst = true
    const { failing, well } = await sweepOf({
      pods,
      onPage: ({ query }) => {
        if (!isFirst) return null
        isFirst = false
        const token = offers ? { continue: query.get('continue') } : {}
        return failure(410, 'Expired', 'The provided continue parameter is too old', token)
      },
    })
    expect(failing).toEqual(names(crashing(10), 'app-exit').toSorted())
    expect(well).toBe(1200)
  })
})

describe('a lost node', () => {
  test('its pods are looked at, though their cells are as they were', async () => {
    const onLost = healthy(5).map((well, index) => ({
      ...well,
      metadata: { ...well.metadata, name: `lost-${index}`, uid: `lost-${index}` },
      spec: { ...(well.spec as object), nodeName: 'node-x' },
    }))
    const node = {
      kind: 'Node',
      metadata: { namespace: '', name: 'node-x', uid: 'node-x' },
      spec: { taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] },
      status: {
        word: 'NotReady',
        conditions: [
          {
            type: 'Ready',
            status: 'Unknown',
            reason: 'NodeStatusUnknown',
            message: 'Kubelet stopped posting node status.',
            lastTransitionTime: '2026-11-24T02:10:00Z',
          },
        ],
      },
    }
    const { steps } = await sweepOf({ pods: [...healthy(3000), ...onLost], others: { nodes: [node] } })
    const read = steps.flatMap((step) => (step.kind === 'snapshots' ? step.snapshots : []))
    expect(read.map(({ pod: seen }) => seen?.metadata?.name).toSorted()).toEqual(
      onLost.map(({ metadata }) => metadata.name),
    )
  })
})

describe('workloads without pods', () => {
  test('are found by their cells, and told with their events', async () => {
    const others = Object.fromEntries(
      [
        ['replicasets', 'ReplicaSet'],
        ['deployments', 'Deployment'],
        ['events', 'Event'],
      ].map(([plural, kind]) => [plural, recorded('l01-quota', kind ?? '')]),
    )
    const { failing } = await sweepOf({ pods: healthy(10), others })
    expect(failing).toEqual(['l01-quota/Deployment/app quota-exceeded'])
  })
})

describe('what is still being read when the pods cannot be', () => {
  // An unhandled rejection would end the program in the middle of its sentence; vitest fails on one too.
  test.each(['/api/v1/events', '/version'])('%s ends with the connections, quietly', async (silent) => {
    const refuse = (): Reply => failure(400, 'BadRequest', 'field label not supported: status.bogus')
    const server = await startServer(({ path }) => (path === silent ? { raw: () => {} } : refuse()))
    servers.push(server)
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    try {
      const refusal = await sweepAt(server).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ message: expect.stringContaining('field label not supported') })
      expect(server.seen.map(({ path }) => path)).toContain(silent)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(unhandled).toEqual([])
    } finally {
      process.removeListener('unhandledRejection', note)
    }
  })
})

describe('partial rights', () => {
  const pods = [...healthy(60, 6), ...crashing(6, 6)]

  test('refused namespaces are named, the others answered', async () => {
    const { failing, steps } = await sweepOf({ pods, allowed: ['ns-1', 'ns-2', 'ns-5'] })
    expect(failing).toEqual(['ns-1/bad-1 app-exit', 'ns-2/bad-2 app-exit', 'ns-5/bad-5 app-exit'])
    const refused = steps.flatMap((step) => (step.kind === 'refused' ? [step.namespace] : []))
    expect(refused.toSorted()).toEqual(['ns-0', 'ns-3', 'ns-4'])
  })

  test('several namespaces may be named where they cannot be listed', async () => {
    const cluster = { pods, allowed: ['ns-1', 'ns-2'], mayListNamespaces: false }
    const { failing } = await sweepOf(cluster, { allNamespaces: false }, 'ns-1,ns-2')
    expect(failing).toEqual(['ns-1/bad-1 app-exit', 'ns-2/bad-2 app-exit'])
    const refusal = await sweepOf(cluster).catch((error: unknown) => error as ClusterError)
    expect(refusal).toMatchObject({ kind: 'refused', message: expect.stringContaining('-n shop,pay') })
  })
})
