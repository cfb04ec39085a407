// Everything that comes from a cluster passes here before it is printed. Characters that a terminal, a shell log or a
// reader's eye would obey are shown as visible escapes; nothing is removed, so that an attack stays visible as evidence.

// Controls, format characters, line and paragraph separators, lone surrogates, bidi controls, invisible characters,
// noncharacters. Introducers are escaped rather than sequences parsed: no parser can disagree with the terminal's.
const dangerous =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/gu

// Number marks of Arabic and Kaithi that are format characters by class and visible by nature.
const visibleMarks = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u

// Blanks that look like a space and are not one: they could fake alignment.
const oddBlank = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800]/gu

// CI systems act on these anywhere in a line of output.
const ciCommand = /##(?=\[)|##(?=vso\[)|::(?=[a-z-]+(?: [^:]*)?::)/gi

const tooManyMarks = /(\p{M}{8})\p{M}+/gu

// By far most texts are nothing else, and this is much quicker to see than that they hold no dangerous character.
const printableAscii = /^[\n\x20-\x7e]*$/

/** The longest text of one field that is shown, in characters. */
const longest = 2048

/** One line: safe to print inside a sentence of ours. A line break shows as `⏎`. */
export function inline(text: string): string {
  return escaped(cut(text).replace(/\r\n|\n/g, '⏎'))
}

/** The lines of a longer text, each safe to print behind a gutter. */
export function lines(text: string): string[] {
  return cut(text)
    .replace(/\r\n/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => escaped(line.replaceAll('\t', '  ')))
}

/** JSON text with the same characters as \u escapes: lossless, and printable whatever the cluster wrote. */
export function neutralJson(json: string): string {
  if (printableAscii.test(json)) return json
  return json.replace(dangerous, (character) => (character === '\n' ? character : jsonEscape(character)))
}

/** YAML text with the same characters as escapes; they must all stand inside double-quoted strings. */
export function neutralYaml(yaml: string): string {
  return yaml.replace(dangerous, (character) => (character === '\n' ? character : yamlEscape(character)))
}

/** Whether nothing in the text, line breaks aside, would have to be escaped. */
export function isNeutral(text: string): boolean {
  return text.replaceAll('\n', '').search(dangerous) === -1
}

function jsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}

function yamlEscape(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
}

function escaped(text: string): string {
  return text
    .replace(dangerous, (character) => (visibleMarks.test(character) ? character : visible(character)))
    .replace(oddBlank, ' ')
    .replace(tooManyMarks, '$1')
    .replace(ciCommand, (match) => `${match[0]}\\${match.slice(1)}`)
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

function cut(text: string): string {
  if (text.length <= longest) return text
  return `${text.slice(0, longest)}… (${text.length - longest} more characters)`
}
