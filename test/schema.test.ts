import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { stages } from '../src/causes/stages.ts'
import { diagnose } from '../src/diagnosis/diagnose.ts'
import { readPod } from '../src/pod/reading.ts'
import { sources } from '../src/pod/snapshot.ts'
import { situations, snapshotsOf } from './pods.ts'

const schema = JSON.parse(
  readFileSync(fileURLToPath(new URL('../docs/schemas/diagnosis.schema.json', import.meta.url)), 'utf8'),
) as { $defs: { source: { enum: string[] }; finding: { properties: { stage: { enum: string[] } } } } }

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)

test.each(situations)('the diagnosis of %s fits its schema', async (situation) => {
  for (const snapshot of await snapshotsOf(situation)) {
    const diagnosis: unknown = JSON.parse(JSON.stringify(diagnose(readPod(snapshot))))
    expect(validate(diagnosis) ? [] : validate.errors).toEqual([])
  }
})

test('the schema lists the stages and the sources that there are', () => {
  expect(schema.$defs.finding.properties.stage.enum).toEqual([...stages])
  expect(schema.$defs.source.enum).toEqual([...sources])
})
