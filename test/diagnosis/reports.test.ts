// What people really paste: failing pods of public threads, and whether the answer says what was wrong there.
import { describe, expect, test } from 'vitest'
import { plain } from '../../src/render/colour.ts'
import { renderTexts } from '../../src/render/diagnosis/list.ts'
import { expectGolden } from '../golden.ts'
import { answersTo, reports, reportsFolder, reportTruth } from '../reports/cases.ts'
import { type Judgement, judge } from '../reports/judge.ts'

const judgements = new Map<string, Judgement>()

describe.each(reports)('%s', (name) => {
  test('is answered without a false claim', async () => {
    const judgement = judge(name, reportTruth(name), await answersTo(name))
    judgements.set(name, judgement)
    expect(judgement).not.toMatchObject({ grade: 'wrong' })
  })

  test('explain prints what is kept in expected/explain.md', async () => {
    const text = renderTexts(await answersTo(name), { width: 80, palette: plain })
    expectGolden(`${reportsFolder}${name}`, 'explain.md', `explain -f ${name}`, text)
  })
})

test('most answers name what was wrong', () => {
  const right = [...judgements.values()].filter(({ grade }) => grade === 'right').length
  expect(right / judgements.size).toBeGreaterThanOrEqual(0.95)
})
