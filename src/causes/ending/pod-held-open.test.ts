import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { reportsFolder } from '../../../test/reports/cases.ts'
import { loadSaved } from '../../cluster/saved/load-saved.ts'
import { selectSnapshots } from '../../cluster/snapshot/select.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { readPod } from '../../pod/reading.ts'
import { podHeldOpen } from './pod-held-open.ts'

testCause(podHeldOpen, {
  saysItFor: [],
  staysSilentFor: {
    'job-running': 'Nothing of it has ended.',
    'completed-sidecar-sigterm': 'Its sidecar is a native one, and has ended with the pod.',
    'hang-up-by-neighbour': 'The container that ended is started again.',
  },
})

const report = readFileSync(`${reportsFolder}istio-job-sidecar-runs-on/objects.json`, 'utf8')
// The program of the report ended at 02:17:40.
const hoursLater = '2019-01-17T05:00:00Z'

/** The diagnosis of the reported Job with texts exchanged, as it stood at that time. */
async function reported(
  now: string,
  ...exchanges: readonly (readonly [RegExp, string])[]
): Promise<Diagnosis> {
  const text = exchanges.reduce((json, [piece, other]) => {
    expect(json).toMatch(piece)
    return json.replace(piece, other)
  }, report)
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  const clock = Date.parse('2100-01-01T00:00:00Z')
  const reading = await loadSaved(['-'], { now: Date.parse(now), clock, stdin: stdin() })
  const [snapshot] = selectSnapshots(reading, { names: [], namespace: null, selector: '' })
  return diagnose(readPod(snapshot!))
}

test('names what has ended, what runs on, and the native sidecar as the way out', async () => {
  const { verdict, outcome } = await reported(hoursLater)
  expect(verdict).toMatchObject({
    cause: 'pod-held-open',
    certainty: 'likely',
    container: 'istio-proxy',
    facts: { helper: 'istio', ended: ['pi'], exitCodes: ['0'], since: '2019-01-17T02:17:40Z', job: 'pi' },
  })
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringContaining('restartPolicy: Always') })
  expect(verdict?.next[1]).toMatchObject({ advice: expect.stringContaining('quitquitquit') })
  expect(outcome).toBe('waiting')
})

test.each([
  ['cloudsql', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0', 'cloud-sql-proxy'],
  ['azwi-proxy', 'mcr.microsoft.com/oss/azure/workload-identity/proxy:v1.1.0', ''],
  ['docker', 'docker:24-dind', ''],
])('knows helper %s by its name or its image', async (name, image, helper) => {
  const { verdict } = await reported(
    hoursLater,
    [/istio-proxy/g, name],
    [/docker\.io\/istio\/proxyv2:1\.0\.5/g, image],
  )
  expect(verdict).toMatchObject({ cause: 'pod-held-open', container: name, facts: { helper } })
})

const worker = [
  [/istio-proxy/g, 'convert-large-files'],
  [/docker\.io\/istio\/proxyv2:1\.0\.5/g, 'registry.example.com/convert:3'],
] as const

test('is silent about a second worker, however long it takes, and just after the end', async () => {
  expect((await reported(hoursLater, ...worker)).verdict).toBeNull()
  expect((await reported('2019-01-17T02:18:00Z')).verdict?.cause).not.toBe('pod-held-open')
})

test('says it of a container that serves ports ten minutes later', async () => {
  const serves = [
    /"image": ?"registry\.example\.com\/convert:3"/,
    '"image":"registry.example.com/convert:3","ports":[{"containerPort":6379}]',
  ] as const
  const later = await reported(hoursLater, ...worker, serves)
  expect(later.verdict).toMatchObject({ cause: 'pod-held-open', container: 'convert-large-files' })
  expect((await reported('2019-01-17T02:20:00Z', ...worker, serves)).verdict).toBeNull()
})

test('goes by the default container that the pod names', async () => {
  const names = (container: string) =>
    [
      /"metadata": ?\{/,
      `"metadata":{"annotations":{"kubectl.kubernetes.io/default-container":"${container}"},`,
    ] as const
  expect((await reported(hoursLater, ...worker, names('pi'))).verdict?.cause).toBe('pod-held-open')
  expect((await reported(hoursLater, names('istio-proxy'))).verdict).toBeNull()
})

test('is silent where the container that ended is started again', async () => {
  expect(
    (await reported(hoursLater, [/"restartPolicy": ?"Never"/, '"restartPolicy":"Always"'])).verdict?.cause,
  ).not.toBe('pod-held-open')
})
