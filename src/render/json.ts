import { inline, neutralJson } from './neutralise.ts'

// Our sentences quote the cluster. They are there to be shown, so that what a terminal could obey stands in them as visible
// escapes even after parsing. Quotes and facts stay exactly what the cluster wrote.
const sentences = new Set(['what', 'why', 'command', 'advice', 'so'])

/** A result as JSON text, indented, with a newline at its end; every character that a terminal could obey is a \u escape. */
export function renderJson(result: unknown): string {
  return `${neutralJson(JSON.stringify(result, visibleSentences, 2))}\n`
}

/** A result as one line of JSON. */
export function renderJsonLine(result: unknown): string {
  return `${neutralJson(JSON.stringify(result, visibleSentences))}\n`
}

/** For JSON.stringify: makes our own sentences safe to show. */
export function visibleSentences(key: string, value: unknown): unknown {
  return sentences.has(key) && typeof value === 'string' ? inline(value) : value
}
