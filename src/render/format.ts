// What the tables of output formats are made of. There is one table for each kind of result (`diagnosis/formats.ts`, …), and a format
// is one line in it, which loads one file: flags, help and completion ask the table which formats there are.

/** Draws a result as text with a newline at its end: `shown` for a person, or `data`, which is what JSON and YAML carry. */
type Renderer<Shown, Style> = (shown: Shown, style: Style, data: unknown) => string

/** Renderers by the name behind `-o`, the usual one first. Each is loaded when it is used, so that no start waits for the others. */
export type Formats<Shown, Style> = Readonly<Record<string, () => Promise<Renderer<Shown, Style>>>>

/** The formats of data, which every kind of result has. */
export const dataFormats = {
  json: async () => {
    const { renderJson } = await import('./json.ts')
    return (_shown, _style, data) => renderJson(data)
  },
  yaml: async () => {
    const { renderYaml } = await import('./yaml.ts')
    return (_shown, _style, data) => renderYaml(data)
  },
} satisfies Formats<unknown, unknown>

/** The names in a table. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  // Object.keys promises no more than strings.
  return Object.keys(table) as Name[]
}

/** Some results as data: one alone is itself, others are a List. */
export function oneOrList(items: readonly unknown[]): unknown {
  return items.length === 1 ? items[0] : { apiVersion: 'podlife/v1', kind: 'List', items }
}
