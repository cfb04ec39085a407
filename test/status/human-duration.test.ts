import { expect, test } from 'vitest'
import { readStatusFields } from '../../src/pod/status-fields.ts'
import { deriveStatus } from '../../src/status/derive.ts'
import { humanDuration } from '../../src/status/human-duration.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

// The points at which k8s.io/apimachinery/pkg/util/duration changes its form.
test.each([
  [-2 * second, '<invalid>'],
  [-1.999 * second, '0s'],
  [0.999 * second, '0s'],
  [119.999 * second, '119s'],
  [2 * minute, '2m'],
  [2 * minute + second, '2m1s'],
  [10 * minute - 1, '9m59s'],
  [10 * minute + second, '10m'],
  [3 * hour - 1, '179m'],
  [3 * hour + minute, '3h1m'],
  [8 * hour - minute, '7h59m'],
  [8 * hour + 59 * minute, '8h'],
  [47 * hour, '47h'],
  [49 * hour, '2d1h'],
  [8 * day - hour, '7d23h'],
  [9 * day - hour, '8d'],
  [729 * day, '729d'],
  [2 * year, '2y'],
  [2 * year + 25 * hour, '2y1d'],
  [8 * year, '8y'],
])('%d ms is %s', (milliseconds, text) => {
  expect(humanDuration(milliseconds)).toBe(text)
})

test('a time before the longest Go duration prints as that duration', () => {
  const pod = {
    status: {
      containerStatuses: [
        { name: 'app', restartCount: 3, lastState: { terminated: { finishedAt: '1601-01-01T00:00:00Z' } } },
      ],
    },
  }
  expect(deriveStatus(readStatusFields(pod), 36, Date.parse('2026-11-01T12:00:00Z')).restarts).toBe(
    '3 (292y ago)',
  )
})
