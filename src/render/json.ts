import { neutralJson } from './neutralise.ts'

/** A result as JSON text, indented, with a newline at its end; every character that a terminal could obey is a \u escape. */
export function renderJson(result: unknown): string {
  return `${neutralJson(JSON.stringify(result, null, 2))}\n`
}

/** A result as one line of JSON. */
export function renderJsonLine(result: unknown): string {
  return `${neutralJson(JSON.stringify(result))}\n`
}
