// Paths and selectors from names. Names come from users and from the cluster; none may steer a request elsewhere.
import { ClusterError, firstLine } from '../errors.ts'

/**
 * Whether a name can stand in a path: as in apimachinery's content.IsPathSegmentName it is not `.` or `..` and holds no
 * `/` or `%`; and it is not empty (which would ask for a whole list), and holds no control character.
 */
export function isSafeName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/%\p{Cc}\p{Cs}]/u.test(name)
}

export type Query = Readonly<Record<string, string | number>>

/** A path below the server's own, with its query. Throws a ClusterError of kind `usage` for a name that is not safe. */
export function apiPath(segments: readonly string[], query: Query = {}): string {
  const unsafe = segments.find((segment) => !isSafeName(segment))
  if (unsafe !== undefined) {
    throw new ClusterError('usage', `"${firstLine(unsafe, 80)}" cannot be the name of an object`)
  }
  const path = segments.map((segment) => encodeURIComponent(segment)).join('/')
  const parameters = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === '' ? [] : [[key, String(value)]])),
  )
  return parameters.size === 0 ? `/${path}` : `/${path}?${parameters}`
}

/** The path of a kind in a namespace, or in all if that is null. `group` is "" for the core. */
export function resourcePath(
  { plural, group }: { readonly plural: string; readonly group: string },
  namespace: string | null,
  name: string | null = null,
  query: Query = {},
): string {
  const root = group === '' ? ['api', 'v1'] : ['apis', group, 'v1']
  const scope = namespace === null ? [] : ['namespaces', namespace]
  return apiPath([...root, ...scope, plural, ...(name === null ? [] : [name])], query)
}

/** A field selector, its values escaped as by apimachinery's fields.EscapeValue. */
export function fieldSelector(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([field, value]) => `${field}=${value.replace(/[\\,=]/g, '\\$&')}`)
    .join(',')
}
