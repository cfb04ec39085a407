import { describe, expect, test } from 'vitest'
import { quantity } from '../../src/pod/quantity.ts'
import { readSchedulerMessage } from '../../src/signs/scheduling.ts'

const read = (message: string) => {
  const { total, parts, preemption, truncated } = readSchedulerMessage(message)
  return {
    total,
    parts: parts.map(({ count, filter }) => [count, filter]),
    preemption,
    truncated,
  }
}

describe('the scheduler message', () => {
  test('of 1.35, with preemption and dynamic resources', () => {
    expect(
      read(
        '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
      ),
    ).toEqual({
      total: 3,
      parts: [
        [1, 'taints'],
        [2, 'resources'],
      ],
      preemption:
        'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling',
      truncated: false,
    })
  })

  test('of 1.24, whose taints hold a comma', () => {
    expect(
      read(
        "0/2 nodes are available: 1 Insufficient example.com/seat, 1 node(s) had taint {example.com/a: b}, that the pod didn't tolerate.",
      ).parts,
    ).toEqual([
      [1, 'resources'],
      [1, 'taints'],
    ])
  })

  test('of 1.26 to 1.28, which end in two stops', () => {
    expect(
      read(
        "0/1 nodes are available: 1 node(s) didn't match pod affinity rules. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling..",
      ),
    ).toMatchObject({
      parts: [[1, 'pod-affinity']],
      preemption: expect.stringMatching(/scheduling$/),
    })
  })

  test('of a PreFilter, with a claim whose name holds stops', () => {
    expect(
      read('0/3 nodes are available: persistentvolumeclaim "data.v1.x" not found. not found'),
    ).toMatchObject({
      parts: [[null, 'claim-missing']],
      preemption: 'not found',
    })
  })

  test('that was cut off', () => {
    expect(read('0/9 nodes are available: 1 Insufficient cpu, 2 node(s) had untol ...')).toMatchObject({
      total: 9,
      truncated: true,
    })
  })

  test('that is no list at all', () => {
    expect(read('')).toEqual({ total: null, parts: [], preemption: '', truncated: false })
    expect(read('no nodes available to schedule pods').parts).toEqual([[null, 'no-nodes']])
  })
})

test.each([
  ['64', 64],
  ['500m', 0.5],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['2e3', 2000],
  ['1E', 1e18],
  ['two', null],
  ['', null],
])('the amount %s', (written, value) => {
  expect(quantity(written)).toBe(value)
})

test('reads the predicates of servers to 1.9', () => {
  const { parts } = readSchedulerMessage(
    'No nodes are available that match all of the predicates: Insufficient cpu (3), PodToleratesNodeTaints (1), MatchNodeSelector (2).',
  )
  expect(parts).toEqual([
    { count: 3, reason: 'Insufficient cpu', filter: 'resources' },
    { count: 1, reason: 'PodToleratesNodeTaints', filter: 'taints' },
    { count: 2, reason: 'MatchNodeSelector', filter: 'node-selector' },
  ])
})

test('the names of predicates, to 1.9', () => {
  expect(
    read(
      'No nodes are available that match all of the predicates: MaxVolumeCount (1), NoDiskConflict (2), VolumeNodeAffinityConflict (1), VolumeBindingNoMatch (1), PodAffinityRulesNotMatch (1), ExistingPodsAntiAffinityRulesNotMatch (1).',
    ).parts.map(([, filter]) => filter),
  ).toEqual([
    'volume-limit',
    'volume-in-use',
    'volume-elsewhere',
    'no-volume',
    'pod-affinity',
    'pod-anti-affinity',
  ])
})
