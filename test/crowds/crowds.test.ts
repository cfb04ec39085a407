import { describe, expect, test } from 'vitest'
import { severities } from '../../src/report/severity.ts'
import { type Recorded, readCrowd, reportOfCrowd, subjectOf } from './recorded.ts'

const owners = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']

describe.each(['street', 'harbour', 'pier'])('%s', (name) => {
  const crowd = readCrowd(name)
  const { truth, objects } = crowd
  const whole = reportOfCrowd(crowd)

  test('each root cause is one group with exactly the workloads that it hits, and there is no other group', async () => {
    const found = (await whole).groups.map((group) => group.owners)
    const made = truth.roots.map(({ members }) => members)
    const sorted = (sets: readonly (readonly string[])[]): string[] =>
      sets.map((set) => set.join(' ')).toSorted()
    expect(sorted(found)).toEqual(sorted(made))
    expect(found.flat().filter((owner) => truth.well.includes(owner))).toEqual([])
  })

  test('every pod is counted, and every failing one is told once', async () => {
    const { totals, groups, unexplained } = await whole
    const { pods, healthy, completed, starting, terminating, failing, older } = totals
    expect(pods).toBe(objects.filter(({ kind }) => kind === 'Pod').length)
    expect(healthy + completed + starting + terminating + failing + older).toBe(pods)
    expect(unexplained).toEqual([])
    const reported = groups.flatMap((group) => group.pods.map(subjectOf))
    expect(new Set(reported).size).toBe(reported.length)
    expect(groups.flatMap((group) => group.pods).filter((member) => member.name === null)).toHaveLength(
      totals.workloadsWithoutPods,
    )
  })

  test('the most severe come first', async () => {
    const places = (await whole).groups.map(({ severity }) => severities.indexOf(severity))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test.each([
    ['events', ['Event']],
    ['nodes', ['Node']],
    ['owners', owners],
    ['claims', ['PersistentVolumeClaim']],
    ['all but pods', ['Event', 'Node', 'PersistentVolumeClaim', ...owners]],
  ])('without %s no failing pod is lost, and none is put with one of another root', async (_, without) => {
    const full = await whole
    const rootOf = new Map(
      full.groups.flatMap((group, index) => group.pods.map((member) => [subjectOf(member), index] as const)),
    )
    const report = await reportOfCrowd(crowd, without)
    const { totals, groups, unexplained } = report
    expect(totals.pods).toBe(full.totals.pods)
    expect(totals.healthy + totals.completed).toBe(full.totals.healthy + full.totals.completed)
    const reported = [...groups.flatMap((group) => group.pods), ...unexplained].map(subjectOf)
    for (const subject of rootOf.keys()) {
      if (
        objects.some(
          ({ kind, metadata }) => kind === 'Pod' && `${metadata.namespace}/${metadata.name}` === subject,
        )
      )
        expect(reported).toContain(subject)
    }
    const mixed = groups
      .map(({ cause, shared, pods }) => ({
        group: `${cause}: ${shared.kind} ${shared.name}`,
        roots: [...new Set(pods.map((member) => rootOf.get(subjectOf(member)) ?? subjectOf(member)))],
        pods: pods.map(subjectOf),
      }))
      .filter(({ roots }) => roots.length > 1)
    expect(mixed).toEqual([])
  })
})

test('a Deployment that gave up is not told beside the ReplicaSet that was refused its pods', async () => {
  const crowd = readCrowd('pier')
  const gaveUp = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }
  const isLamp = ({ kind, metadata }: Recorded): boolean => kind === 'Deployment' && metadata.name === 'lamp'
  const objects = crowd.objects.map((item) =>
    isLamp(item) ? { ...item, status: { ...item.status, conditions: [gaveUp] } } : item,
  )
  expect(objects.filter(isLamp)).toHaveLength(1)
  const reported = async (items: readonly Recorded[]) => {
    const { groups, unexplained } = await reportOfCrowd({ ...crowd, objects: items })
    return [...groups.flatMap(({ pods }) => pods), ...unexplained].filter(
      ({ namespace, owner }) => namespace === 'crowd-rail' && owner === 'Deployment/lamp',
    )
  }
  expect(await reported(crowd.objects)).toHaveLength(1)
  expect(await reported(objects)).toHaveLength(1)
})

test('who calls a workload that is down is told beside it, with the reason', async () => {
  const { groups } = await reportOfCrowd(readCrowd('harbour'))
  const [group, ...others] = groups.filter(({ consequences }) => consequences.length > 0)
  expect(others).toEqual([])
  expect(group).toMatchObject({
    cause: 'image-tag-missing',
    sample: { owner: 'Deployment/db' },
    consequences: [
      '`crowd-crew/Deployment/api` cannot reach `db.crowd-crew:5432`, probably because `crowd-crew/Deployment/db` has no pod that keeps ready.',
      '`crowd-sail/Deployment/report` cannot reach `db.crowd-crew:5432`, probably because `crowd-crew/Deployment/db` has no pod that keeps ready.',
    ],
  })
})
