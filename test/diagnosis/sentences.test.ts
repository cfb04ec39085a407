// What every finding says, of every recorded pod and every public report, is written as a sentence.
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/diagnosis/diagnosis.ts'
import { gather } from '../../src/diagnosis/gather.ts'
import { readingsOf, situations } from '../pods.ts'
import { answersTo, reports } from '../reports/cases.ts'

function expectSentence({ cause, what }: Finding): void {
  expect(what, cause).toMatch(/^[A-Z].*\.$/s)
}

describe('each `what` begins with a capital letter and ends with a full stop', () => {
  test.each(situations)('%s', async (situation) => {
    for (const pod of await readingsOf(situation)) {
      for (const { finding } of gather(pod).gathered) expectSentence(finding)
    }
  })

  test.each(reports)('%s', async (name) => {
    for (const { verdict, findings } of await answersTo(name)) {
      for (const finding of [verdict, ...findings]) if (finding !== null) expectSentence(finding)
    }
  })
})
