// The schemas that ship with the product, as a test asks them.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'

const folder = fileURLToPath(new URL('../docs/schemas/', import.meta.url))
const ending = '.schema.json'

/** The schema of a kind, such as `diagnosis`, as plain JSON. */
export function schemaOf(kind: string): unknown {
  return JSON.parse(readFileSync(`${folder}${kind}${ending}`, 'utf8'))
}

/** The kinds that have a schema. */
const kinds = readdirSync(folder).map((file) => file.replace(ending, ''))

// They refer to each other by their ids.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
for (const kind of kinds) ajv.addSchema(schemaOf(kind) as object)

/** What keeps a value, written as JSON, from fitting the schema of its kind; empty if it fits. */
export function misfits(kind: string, value: unknown): readonly ErrorObject[] {
  const validate = ajv.getSchema(`urn:podlife:v1:${kind}`)
  if (validate === undefined) throw new Error(`there is no schema of ${kind}`)
  return validate(JSON.parse(JSON.stringify(value))) === true ? [] : (validate.errors ?? [])
}
