// A report must lead its reader to the same diagnosis, and must not carry what nobody meant to publish.
import { describe, expect, test } from 'vitest'
import { readInputs } from '../../src/cluster/saved.ts'
import { selectSnapshots } from '../../src/cluster/select.ts'
import { reportOf } from '../../src/commands/report.ts'
import { mask, redacted, withoutCredentials } from '../../src/commands/report-redaction.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { situations, snapshotsOf } from '../pods.ts'
import { podlife } from '../process/plugin.ts'

async function replayed(report: object, now: string): Promise<PodSnapshot[]> {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(JSON.stringify(report))
  }
  const reading = await readInputs([{ name: 'report', writtenAt: 0, open }], {
    now: Date.parse(now),
    clock: Date.parse(now),
  })
  return selectSnapshots(reading, { names: [], namespace: null, selector: '' })
}

/** What a reader learns; the words of the cluster may be masked. */
function gist(snapshot: PodSnapshot) {
  const { pod, status, outcome, verdict, findings } = diagnose(readPod(snapshot))
  return {
    pod,
    status: status === null ? null : [status.word, status.ready, status.restarts],
    outcome,
    verdict: verdict === null ? null : [verdict.cause, verdict.container, verdict.certainty],
    findings: findings.map(({ cause }) => cause),
  }
}

describe.each(situations)('%s', (situation) => {
  test('is diagnosed from its report as it is without its logs', async () => {
    const snapshots = (await snapshotsOf(situation)).filter(({ pod }) => pod !== null)
    for (const snapshot of snapshots) {
      const [again, ...more] = await replayed(reportOf([snapshot]), snapshot.takenAt)
      expect(more).toEqual([])
      // The report says when it was taken; a recording does not always.
      const withoutLogs: PodSnapshot = { ...snapshot, takenAtIs: 'exact', logs: [], gaps: again?.gaps ?? [] }
      expect(again === undefined ? null : gist(again)).toEqual(gist(withoutLogs))
    }
  })
})

describe('what is secret by its place', () => {
  const pod = {
    kind: 'Pod',
    metadata: {
      name: 'api',
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': '{"password":"canary"}',
        'vendor.example/note': 'canary',
        'kubernetes.io/config.mirror': 'abc',
      },
      managedFields: [{ manager: 'canary' }],
    },
    spec: {
      containers: [
        {
          name: 'app',
          image:
            'registry.example/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
          command: ['/bin/app', 'canary'],
          args: ['canary', '--verbose'],
          env: [
            { name: 'A', value: 'canary' },
            { name: 'B', valueFrom: { secretKeyRef: { name: 'keys', key: 'b' } } },
          ],
          livenessProbe: {
            httpGet: { path: '/', httpHeaders: [{ name: 'Authorization', value: 'canary' }] },
          },
        },
      ],
      volumes: [
        { name: 'v', csi: { driver: 'd', volumeAttributes: { token: 'canary' } } },
        { name: 'w', flexVolume: { driver: 'd', options: { key: 'canary' } } },
      ],
    },
  }

  test('goes, and the rest stays', () => {
    const text = JSON.stringify(redacted(pod))
    expect(text).not.toContain('canary')
    for (const kept of [
      'registry.example/app@sha256:0123',
      '"/bin/app"',
      '"keys"',
      '"abc"',
      'vendor.example/note',
    ]) {
      expect(text).toContain(kept)
    }
  })
})

describe('what looks like a credential in a sentence', () => {
  test.each([
    ['postgres://app:canary-pw@db:5432/x refused'],
    ['login failed: password=canary-pw'],
    ['{"apiKey":"canary-pw","a":1}'],
    ['{\\"api_key\\": \\"canary-pw\\"}'],
    ['Authorization: Bearer canary-pw-token'],
    ['GET https://s3/x?X-Amz-Signature=canary-pw&b=1'],
    ['app:canary-pw@tcp(db:3306)/x'],
    ['pass\u200bword=canary-pw'],
    ['run --password canary-pw --verbose'],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnktcHcifQ.c2lnbmF0dXJlLWNhbmFyeS1wdw'],
    ["password='canary-pw'"],
    ['ghp_canarypwcanarypwcanarypwcanarypwcanary'],
    ['-----BEGIN PRIVATE KEY-----\ncanary-pw\n-----END PRIVATE KEY-----'],
    ['AKIACANARYCANARYCANA'],
    ['AccountKey=canary-pw;EndpointSuffix=x'],
  ])('%j', (text) => {
    const kept = withoutCredentials(text)
    expect(kept).toContain(mask)
    expect(kept.toLowerCase()).not.toMatch(/canary/)
  })

  test.each([
    ['exit code 137, OOMKilled'],
    ['Back-off restarting failed container app in pod app_shop(0d4c8f1e-9a3b-4a64-8f6e-6f0a5b1c2d3e)'],
    [
      'Failed to pull image "r.example/a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef": not found',
    ],
    ['MountVolume.SetUp failed for volume "token" : secret "db-password" not found'],
    ["couldn't find key password in Secret shop/db"],
    ['0/3 nodes are available: 3 node(s) had untolerated taint {key: value}. preemption: 0/3'],
    ['dial tcp 10.0.0.1:443: connect: connection refused'],
  ])('%j stays as it is', (text) => {
    expect(withoutCredentials(text)).toBe(text)
  })

  test('takes no time over what was made to take long', () => {
    const started = performance.now()
    for (const piece of ['a:', 'ey.', 'password', '-----BEGIN ', 'x@', '://a:', '?sig=', 'secret_']) {
      withoutCredentials(piece.repeat(8_000))
    }
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

test('the command writes a report, and says what to do with it', async () => {
  const file = 'test/pods/e01-exit1-termination-message/objects.json'
  const { stdout, stderr, exitCode } = await podlife(['report', '-f', file])
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'List' })
  expect(stderr).toMatch(/^\d+ values? (?:was|were) taken out/)
  const now = /--now (\S+)/.exec(stderr)?.[1] ?? ''
  const again = await podlife(['explain', '-f', '-', '--now', now], { input: stdout })
  expect(again.stdout).toContain('✖ Container `app` exits with code 1')
})
