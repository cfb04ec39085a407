// The one form in which matchers read what components, runtimes and registries wrote. What is shown as evidence stays as written.

/** Ten different texts of one object within ten minutes are merged behind this (client-go `EventAggregatorByReasonMessageFunc`). */
const aggregated = /^\(combined from similar events\): /
// gRPC's own words for "no code": they say nothing, and part a text from what it is about.
const emptyCode = /rpc error: code = Unknown desc = /g
const windowsPath = /\b[A-Za-z]:\\/
const html = /<(?:!doctype|html|head|body|title|center|h1)\b/i

/**
 * A text of the cluster as a matcher reads it: without the prefix of merged events and empty gRPC codes, with the quotes and line
 * ends that a logger escaped (CRI-O does, and a wrapped error twice) as they were, and with an HTML page reduced to its text.
 * Takes and returns any text; "" for "".
 */
export function plainText(text: string): string {
  const whole = text.replace(aggregated, '').replace(emptyCode, '')
  const unescaped = whole.includes('\\') ? withoutEscapes(whole) : whole
  return html.test(unescaped) ? withoutTags(unescaped) : unescaped
}

function withoutEscapes(text: string): string {
  const quotes = text.replace(/(?<!\\)\\+(["'`])/g, '$1')
  return windowsPath.test(quotes)
    ? quotes
    : quotes.replace(/(?<!\\)\\+(?:r\\+)?n/g, '\n').replace(/(?<!\\)\\+t/g, ' ')
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Addresses in attributes and document types name standards and help pages, never what failed. */
function withoutTags(text: string): string {
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<\/?[a-z!][^<>]*(?:>|$)/gi, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|#(\d{1,7}));/g, (whole, name: string, code?: string) =>
      code === undefined ? (entities[name] ?? whole) : ' ',
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
}
