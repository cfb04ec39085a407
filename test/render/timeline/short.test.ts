import { expect, test } from 'vitest'
import { shortLife } from '../../../src/render/timeline/short.ts'
import { recordedLives, recordedTimeline } from '../../timeline/lives.ts'

test('a life in one line', async () => {
  const [life] = await recordedLives('sidecar-startup-probe')
  const { moments, takenAt } = recordedTimeline(life!)
  expect(shortLife(moments, takenAt)).toBe(
    'created 21:38:26, sandbox by +<1s, scheduled +<1s, initialized +12s, ready +17s, deletion asked for +35s, not ready +41s, gone +42s',
  )
})

test('nothing without a creation', () => {
  expect(shortLife([], '2026-11-24T00:00:00Z')).toBe('')
})
