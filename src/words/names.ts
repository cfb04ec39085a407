// How things are counted and named in a sentence.

/** "1 restart", "3 restarts". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Names as they are marked in a sentence: "`a`, `b`". */
export function marked(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

/** Clauses as one list: "a, b, and c"; each may hold a comma itself. */
export function listed(clauses: readonly string[]): string {
  if (clauses.length < 2) return clauses.join('')
  return `${clauses.slice(0, -1).join(', ')}, and ${clauses.at(-1) ?? ''}`
}

/** Names in back-ticks, such as "`a`, `b` and `c`". */
export function names(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``)
  return [quoted.slice(0, -1).join(', '), quoted.at(-1) ?? ''].filter((part) => part !== '').join(' and ')
}
