import { pairs } from '../../pod/json.ts'
import { ClusterError } from '../errors.ts'

type Requirement = (labels: ReadonlyMap<string, string>) => boolean

/**
 * Whether labels match a label selector as kubectl takes it: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b)`,
 * joined by commas. Throws a ClusterError of kind `usage` for anything else.
 */
export function matchesSelector(labels: unknown, selector: string): boolean {
  if (selector === '') return true
  const map = new Map(pairs(labels))
  return splitRequirements(selector).every((part) => requirement(part, selector)(map))
}

function splitRequirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map((part) => part.trim())
}

function requirement(part: string, selector: string): Requirement {
  const set = /^([^\s!=(),]+)\s+(in|notin)\s+\(([^()]*)\)$/.exec(part)
  if (set !== null) {
    const [, key = '', operator, list = ''] = set
    const values = new Set(list.split(',').map((value) => value.trim()))
    return operator === 'in'
      ? (labels) => values.has(labels.get(key) ?? '\0')
      : (labels) => !values.has(labels.get(key) ?? '\0')
  }
  const equality = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/.exec(part)
  if (equality !== null) {
    const [, key = '', operator, value = ''] = equality
    return operator === '!=' ? (labels) => labels.get(key) !== value : (labels) => labels.get(key) === value
  }
  const presence = /^(!?)\s*([^\s!=(),]+)$/.exec(part)
  if (presence !== null) {
    const [, not, key = ''] = presence
    return (labels) => labels.has(key) === (not === '')
  }
  throw new ClusterError('usage', `unable to parse the selector "${selector}"`)
}
