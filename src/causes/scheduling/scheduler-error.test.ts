import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { schedulerError } from './scheduler-error.ts'

testCause(schedulerError, {
  saysItFor: [],
  staysSilentFor: {
    'h03-nodeselector': 'The scheduler works, and finds no node.',
    'h14-unknown-scheduler': 'No scheduler says anything.',
  },
})

test.each([
  [
    'running PreFilter plugin "GpuShare": rpc error: code = Unavailable desc = connection refused',
    'GpuShare',
  ],
  ['running "NodeResourcesFit" filter plugin: Post "https://extender/filter": EOF', 'NodeResourcesFit'],
  ['Operation cannot be fulfilled on pods/binding "x": pod x is being deleted', ''],
])('names the plugin that broke off: %s', async (says, plugin) => {
  const { verdict, findings } = await rewordedDiagnosis(
    'h03-nodeselector',
    [/^Unschedulable$/, 'SchedulerError'],
    [/0\/3 nodes are available.*/, says],
  )
  expect(verdict).toMatchObject({ cause: 'scheduler-error', certainty: 'certain', facts: { plugin } })
  expect(findings).toEqual([])
})
