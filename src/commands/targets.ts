import { findResource, type Resource, resources } from '../cluster/api/resources.ts'
import { UsageError } from './exit-codes.ts'

export interface NamedTarget {
  readonly resource: Resource
  readonly name: string
}

/**
 * Reads what kubectl takes behind a verb: `x`, `x y`, `TYPE/x TYPE/y`, `TYPE x y`. A bare name is a pod.
 * Throws a UsageError in kubectl's words.
 */
export function parseTargets(words: readonly string[]): NamedTarget[] {
  const [first = '', ...rest] = words
  const type = rest.length > 0 && !first.includes('/') ? findResource(first) : null
  if (type !== null && !rest.some((word) => word.includes('/')))
    return rest.map((name) => ({ resource: type, name }))
  return words.map(readTarget)
}

function readTarget(word: string): NamedTarget {
  const [type = '', name, ...more] = word.split('/')
  if (name === undefined) {
    if (word === '') throw new UsageError('resource name may not be empty')
    return { resource: typeNamed('pod'), name: word }
  }
  if (more.length > 0 || name === '') {
    throw new UsageError(`arguments in resource/name form must have a single resource and name: "${word}"`)
  }
  return { resource: typeNamed(type), name }
}

function typeNamed(word: string): Resource {
  const resource = findResource(word)
  if (resource !== null) return resource
  const known = resources.map(({ kind }) => kind.toLowerCase()).join(', ')
  throw new UsageError(
    `the server doesn't have a resource type "${word}" that this command knows`,
    `Known are: ${known}.`,
  )
}
