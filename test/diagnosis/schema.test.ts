import { expect, test } from 'vitest'
import { stages } from '../../src/causes/stages.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import { sources } from '../../src/pod/snapshot.ts'
import { situations, snapshotsOf } from '../pods.ts'
import { misfits, schemaOf } from '../schemas.ts'

test.each(situations)('the diagnosis of %s fits its schema', async (situation) => {
  for (const snapshot of await snapshotsOf(situation)) {
    expect(misfits('diagnosis', diagnose(readPod(snapshot)))).toEqual([])
  }
})

test('the schema lists the stages and the sources that there are', () => {
  const schema = schemaOf('diagnosis') as {
    $defs: { source: { enum: string[] }; finding: { properties: { stage: { enum: string[] } } } }
  }
  expect(schema.$defs.finding.properties.stage.enum).toEqual([...stages])
  expect(schema.$defs.source.enum).toEqual([...sources])
})
