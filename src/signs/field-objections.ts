// Objections of admission plugins and of validation, which all write lists of field errors (`field.ErrorList`).

/** What one field error says: where, and what is wrong there. */
export interface Objection {
  /** Such as `spec.containers[0].securityContext.runAsUser`. */
  readonly field: string
  /** The plain value that the error names, such as `0` or `SYS_ADMIN`; "" for a list, for true and false, and where there is none. */
  readonly value: string
  /** Such as "must be in the ranges: [1000690000, 1000699999]". */
  readonly says: string
}

// Lists are joined by ", " or, in older servers, by a blank; OpenShift writes which of its providers objects in front.
const begins =
  /(?:provider "?[\w.-]+"?: )?(?:\.|(?=[a-z]))(\w+(?:\.\w+|\[[^\]\s]*\])*): (?:Invalid value: |Forbidden: |Required value(?:: )?|Unsupported value: |Not found: |Duplicate value: )/g
const valueFirst = /^("(?:[^"\\]|\\.)*"|\[\]\w+\{[^}]*\}|[^\s:]+): (.+)$/s

/** The field errors in a text, each once, in the order in which they stand. */
export function fieldObjections(text: string): Objection[] {
  const starts = [...text.matchAll(begins)]
  const found = starts.map((start, index): Objection => {
    const rest = text
      .slice(start.index + start[0].length, starts[index + 1]?.index)
      .replace(/(?:,? provider "?[\w.-]+"?: Forbidden: not usable by user or serviceaccount)+/g, '')
      .replace(/[\s,]+$/, '')
      .replace(index === starts.length - 1 ? /\]$/ : /(?!)/, '')
    const [, given = '', says = rest] = /Invalid|Unsupported/.test(start[0])
      ? (valueFirst.exec(rest) ?? [])
      : []
    const value = given.replace(/^"(.*)"$/, '$1')
    const isPlain = /^[\w.:/-]{1,40}$/.test(value) && value !== 'true' && value !== 'false'
    return { field: start[1] ?? '', value: isPlain ? value : '', says }
  })
  return [...new Map(found.map((objection) => [JSON.stringify(objection), objection])).values()]
}
