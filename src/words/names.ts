// How things are counted and named in a sentence.

/** "1 restart", "3 restarts". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Names as they are marked in a sentence: "`a`, `b`". */
export function marked(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
