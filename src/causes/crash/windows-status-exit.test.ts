import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { windowsStatusExit } from './windows-status-exit.ts'

testCause(windowsStatusExit, {
  saysItFor: [],
  staysSilentFor: {
    'exit-255': 'The program chose the code.',
    'e03-segfault-139': 'A signal of Linux.',
  },
})

test.each([
  // Docker hands on the unsigned number, the CRI the signed one.
  ['3221225786', '0xC000013A', /console event/],
  ['-1073741510', '0xC000013A', /console event/],
  ['-1073741819', '0xC0000005', /access violation/],
  ['-532462766', '0xE0434352', /exception of \.NET/],
  ['3221225999', '0xC000020F', /Windows ends a process with such a status/],
])('knows %s', async (code, status, meaning) => {
  const { verdict } = await alteredDiagnosis('e01-exit1-termination-message', [
    [/"exitCode":1/g, `"exitCode":${code}`],
  ])
  expect(verdict).toMatchObject({ cause: 'windows-status-exit', facts: { status } })
  expect(verdict?.why).toMatch(meaning)
})

test('leaves codes that a program chose alone', async () => {
  for (const code of ['65535', '2147483647', '-2']) {
    const { verdict } = await alteredDiagnosis('e01-exit1-termination-message', [
      [/"exitCode":1/g, `"exitCode":${code}`],
    ])
    expect(verdict?.cause).toBe('app-exit')
  }
})
