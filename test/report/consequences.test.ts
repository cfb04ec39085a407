// Who follows from whom, on the least that the joining looks at.
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import { joined } from '../../src/report/consequences.ts'
import type { Placed } from '../../src/report/groups.ts'
import type { Root } from '../../src/report/subject.ts'
import { snapshotsOf } from '../pods.ts'

const [snapshot] = await snapshotsOf('e01-exit1-termination-message')
const finding = diagnose(readPod(snapshot!)).verdict!

interface Fails {
  readonly workload: string
  readonly root: Root | null
  readonly isReady?: boolean
  readonly workloadReady?: number
  readonly hasReadySibling?: boolean
  readonly runsToEnd?: boolean
}

function placed({
  workload,
  root,
  isReady = false,
  workloadReady = 0,
  hasReadySibling = false,
  runsToEnd = false,
}: Fails): Placed {
  const member = {
    namespace: 'shop',
    name: `${workload}-0`,
    owner: `Deployment/${workload}`,
    node: null,
    status: 'CrashLoopBackOff',
    ready: '0/1',
    restarts: 3,
    outcome: 'failing' as const,
    cause: null,
    container: null,
    since: null,
    what: '',
  }
  return {
    subject: { member, root, state: { workloadReady, isReady, runsToEnd, troubleSince: null } },
    member: { ...member, severity: 'down' },
    hasReadySibling,
    follows: null,
  }
}

/** A root, and the workload that is the sample of it. */
function root(kind: string, name: string): Root {
  const { subject } = placed({ workload: 'any', root: null })
  return { shared: { kind, name }, finding, byCause: new Map(), sameAs: null, sample: subject.member }
}

const calls = (service: string): Root => root('address', `${service}.shop:80`)
const own = root('image', 'shop/db:1')

/** The root of each workload after the joining. */
function rootsOf(fails: readonly Fails[]): (string | undefined)[] {
  return joined(fails.map(placed)).map(({ subject }) => subject.root?.shared.name)
}

describe('a program that cannot reach a workload', () => {
  test('has its root, with a sentence', () => {
    const [, api] = joined(
      [
        { workload: 'db', root: own },
        { workload: 'api', root: calls('db') },
      ].map(placed),
    )
    expect(api?.subject.root).toBe(own)
    expect(api?.follows).toBe(
      '`shop/Deployment/api` cannot reach `db.shop:80`, probably because `shop/Deployment/db` has no pod that keeps ready.',
    )
  })

  test('also over several links', () => {
    const fails = [
      { workload: 'web', root: calls('api') },
      { workload: 'api', root: calls('db') },
      { workload: 'db', root: own },
    ]
    expect(rootsOf(fails)).toEqual(Array.from({ length: 3 }, () => 'shop/db:1'))
  })

  test.each<[string, Fails[]]>([
    ['that does not fail', []],
    ['that has a healthy pod', [{ workload: 'db', root: own, hasReadySibling: true }]],
    ['that counts a pod as ready which is well', [{ workload: 'db', root: own, workloadReady: 1 }]],
    ['of which nobody knows why it fails', [{ workload: 'db', root: null }]],
    [
      'whose pods fail for two reasons',
      [
        { workload: 'db', root: own },
        { workload: 'db', root: root('node', 'node-a') },
      ],
    ],
    ['that serves nobody, since it runs to its end', [{ workload: 'db', root: own, runsToEnd: true }]],
    ['of another name', [{ workload: 'database', root: own }]],
  ])('keeps its own: %s', (_, others) => {
    expect(rootsOf([{ workload: 'api', root: calls('db') }, ...others])[0]).toBe('db.shop:80')
  })

  test('a crash loop that is ready for a moment answers nobody', () => {
    const db = { workload: 'db', root: own, isReady: true, workloadReady: 1 }
    expect(rootsOf([{ workload: 'api', root: calls('db') }, db])[0]).toBe('shop/db:1')
  })

  test('two that wait for each other, or one for itself, keep their own', () => {
    const circle = [
      { workload: 'db', root: calls('api') },
      { workload: 'api', root: calls('db') },
    ]
    expect(rootsOf(circle)).toEqual(['api.shop:80', 'db.shop:80'])
    expect(rootsOf([{ workload: 'db', root: calls('db') }])).toEqual(['db.shop:80'])
  })
})
