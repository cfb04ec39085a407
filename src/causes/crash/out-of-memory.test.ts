import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { outOfMemory } from './out-of-memory.ts'

testCause(outOfMemory, {
  saysItFor: ['e02-oomkilled'],
  staysSilentFor: {
    'exit-137-by-itself': "137 without the kernel's word may be anything.",
    'memory-limit-too-small-to-start': 'The limit is so low that no process of the program ever ran.',
  },
})

test('names the limit', async () => {
  const [match] = await matchesIn(outOfMemory, 'e02-oomkilled')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: 'app',
    facts: { limit: '24Mi', exitCode: 137 },
  })
})

test('goes by the reason, also where only a child process was killed', async () => {
  const child = await alteredDiagnosis('e02-oomkilled', [[/"exitCode":137/, '"exitCode":9']])
  expect(child.verdict).toMatchObject({ cause: 'out-of-memory', facts: { exitCode: 9 } })
  const other = await alteredDiagnosis('e02-oomkilled', [[/"reason":"OOMKilled"/g, '"reason":"Error"']])
  expect(other.verdict?.cause).toBe('killed-without-reason')
})

test('claims no limit where there is none', async () => {
  const { verdict } = await alteredDiagnosis('e02-oomkilled', [['"limits":{"memory":"24Mi"},', '']])
  expect(verdict).toMatchObject({ cause: 'out-of-memory', facts: { limit: '' } })
  expect(verdict?.why).toContain('no memory limit of its own')
})
