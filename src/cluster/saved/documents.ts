// Saved objects as text: JSON or YAML; one object, a List, JSON lines, or objects after each other. Yields plain objects.
import { isObject, type JsonObject, text } from '../../pod/json.ts'
import { ClusterError } from '../errors.ts'
import { jsonValues } from '../http/json-stream.ts'

/**
 * Yields the API objects of one text, in order, JSON while it is being read. Items of a typed list (`PodList`) get the kind
 * and version that the list leaves out; a watch event gives its object. `name` is how to call the text in an error.
 * Throws a ClusterError of kind `usage` for text that is neither JSON nor YAML, that ends early, or that holds no objects.
 */
export async function* loadDocuments(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<JsonObject> {
  const iterator = chunks[Symbol.asyncIterator]()
  const { head, encoding } = await firstBytes(iterator)
  if (head.length === 0) throw new ClusterError('usage', `${name} is empty: expected a pod in JSON or YAML`)
  const rest = rejoin(head, iterator)
  try {
    if (encoding === 'utf8' && /^\s*[{[]/.test(head.toString('latin1', 0, 4096))) {
      for await (const { value, listKind } of jsonValues(rest)) yield* objectsIn(value, listKind)
    } else {
      for (const value of await yamlValues(rest, encoding)) yield* objectsIn(value, '')
    }
  } catch (error) {
    if (error instanceof ClusterError || !(error instanceof Error)) throw error
    throw new ClusterError(
      'usage',
      `${name} is not valid JSON or YAML: ${error.message.split('\n', 1)[0] ?? ''}`,
    )
  }
}

async function firstBytes(
  iterator: AsyncIterator<Uint8Array>,
): Promise<{ head: Buffer; encoding: 'utf8' | 'utf16le' }> {
  let head = Buffer.alloc(0)
  // Enough to see a byte order mark and the first character that is not a blank.
  while (head.length < 4 || /^\s*$/.test(head.toString('latin1'))) {
    const { value, done } = await iterator.next()
    if (done === true) break
    head = Buffer.concat([head, value])
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { head, encoding: 'utf16le' }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) head = head.subarray(3)
  return { head: /^\s*$/.test(head.toString('latin1')) ? Buffer.alloc(0) : head, encoding: 'utf8' }
}

async function* rejoin(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
}

/** YAML, and anything in the two-byte encoding that a Windows shell writes, is small enough to be read at once. */
async function yamlValues(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf8' | 'utf16le',
): Promise<unknown[]> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  const { CORE_SCHEMA, loadAll } = await import('js-yaml')
  const source = Buffer.concat(parts)
    .toString(encoding)
    .replace(/^\ufeff/, '')
  // CORE_SCHEMA keeps times as the text they are.
  return loadAll(source, { schema: CORE_SCHEMA }) as unknown[]
}

function* objectsIn(value: unknown, listKind: string): Generator<JsonObject> {
  if (Array.isArray(value)) {
    for (const item of value) yield* objectsIn(item, listKind)
    return
  }
  if (!isObject(value)) {
    if (value === null || value === undefined) return
    throw new ClusterError('usage', 'the text holds something other than Kubernetes objects')
  }
  if (typeof value.type === 'string' && isObject(value.object)) {
    yield* objectsIn(value.object, '')
  } else if (Array.isArray(value.items)) {
    for (const item of value.items) yield* objectsIn(item, text(value.kind))
  } else {
    yield withKind(value, listKind)
  }
}

function withKind(item: JsonObject, listKind: string): JsonObject {
  if (typeof item.kind === 'string') return item
  const kind = listKind.endsWith('List') && listKind !== 'List' ? listKind.slice(0, -'List'.length) : ''
  if (kind !== '') return { ...item, kind }
  // Only pods are commonly passed around without saying what they are.
  return isObject(item.spec) || isObject(item.status) ? { ...item, kind: 'Pod' } : item
}
