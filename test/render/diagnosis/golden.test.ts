// What a person reads for every recorded situation. A change of output is reviewed as a diff of these files:
// `npm run golden` writes them anew.
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { diagnose } from '../../../src/diagnosis/diagnose.ts'
import { readPod } from '../../../src/pod/reading.ts'
import { plain } from '../../../src/render/colour.ts'
import { renderTexts } from '../../../src/render/diagnosis/list.ts'
import { expectGolden } from '../../golden.ts'
import { podsFolder, situations, snapshotsOf } from '../../pods.ts'

describe.each(situations)('%s', (situation) => {
  test('explain prints what is kept in expected/explain.md', async () => {
    const snapshots = await snapshotsOf(situation)
    const diagnoses = snapshots.map((snapshot) => diagnose(readPod(snapshot)))
    const text = renderTexts(diagnoses, { width: 80, palette: plain })
    expectGolden(join(podsFolder, situation), 'explain.md', `explain -f ${situation}`, text)
  })
})
