// Objects of one kind that many pods refer to: each is read once, a few by name, many as one list.
import { isObject, type JsonObject, text } from '../../pod/json.ts'
import { fieldSelector, isSafeName } from '../api/api-path.ts'
import { metadataOf } from '../api/objects.ts'
import { fetchObject, type Kind } from '../api/reads.ts'
import { ClusterError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { type PagesQuery, pagesOf, type Row } from './pages.ts'

/** An object by name; the namespace is "" for one of the cluster. */
export interface Reference {
  readonly namespace: string
  readonly name: string
}

// Up to here, asking for each is cheaper than a list of all.
const fewNames = 12
const pageSize = 1000
const maxPages = 200

/** What is known of an object: itself, that it is not there, or why that is not known. */
export type Known = JsonObject | null | ClusterError

export class KindCache {
  readonly #transport: Transport
  readonly #kind: Kind
  /** Null: the kind belongs to the cluster, or all namespaces are meant. */
  readonly #namespace: string | null
  readonly #known = new Map<string, Known>()
  #listed: Promise<ClusterError | null> | null = null

  constructor(transport: Transport, kind: Kind, namespace: string | null) {
    this.#transport = transport
    this.#kind = kind
    this.#namespace = namespace
  }

  /** Whether asking for so many by name costs more than a list of all. */
  wouldList(names: number): boolean {
    return this.#listed !== null || names > fewNames
  }

  /** What is known after `need` or `list`. */
  get({ namespace, name }: Reference): Known {
    return this.#known.get(`${namespace}/${name}`) ?? null
  }

  all(): JsonObject[] {
    return [...this.#known.values()].filter(
      (known): known is JsonObject => known !== null && !(known instanceof ClusterError),
    )
  }

  /** Fetches those that are not known yet. Never fails: what goes wrong is kept as what is known. */
  async need(references: readonly Reference[]): Promise<void> {
    const missing = [
      ...new Map(
        references
          .filter(({ namespace, name }) => !this.#known.has(`${namespace}/${name}`))
          .map((reference) => [`${reference.namespace}/${reference.name}`, reference] as const),
      ).entries(),
    ]
    if (missing.length === 0) return
    let failure: ClusterError | null = null
    if (this.wouldList(missing.length)) {
      failure = await this.list()
      // A list that could not be read says nothing of what is missing from it.
      for (const [key] of missing) if (!this.#known.has(key)) this.#known.set(key, failure)
      return
    }
    await Promise.all(missing.map(([key, reference]) => this.#fetchOne(key, reference)))
  }

  /** Fetches those with these names, in whatever namespace they are. Returns what went wrong first, or null. */
  async needNamed(names: readonly string[]): Promise<ClusterError | null> {
    const failures = await Promise.all(
      names.map((name) => this.#fetch({ fieldSelector: fieldSelector({ 'metadata.name': name }) })),
    )
    return failures.find((failure) => failure !== null) ?? null
  }

  /** Fetches all of the kind, once. Returns what kept the list from being whole, or null. */
  list(): Promise<ClusterError | null> {
    this.#listed ??= this.#fetch({})
    return this.#listed
  }

  async #fetch(query: PagesQuery): Promise<ClusterError | null> {
    const options = {
      pageSize,
      maxPages,
      keep: ({ object: item }: Row) => (item === null ? null : slim(item)),
    }
    const asked = { ...query, includeObject: 'Object' }
    try {
      for await (const { rows } of pagesOf(this.#transport, this.#kind, this.#namespace, asked, options)) {
        for (const item of rows) this.#add(item)
      }
      return null
    } catch (error) {
      if (error instanceof ClusterError) return error
      throw error
    }
  }

  async #fetchOne(key: string, { namespace, name }: Reference): Promise<void> {
    try {
      if (!isSafeName(name)) throw new ClusterError('usage', 'the name cannot be asked for')
      const { object: item } = await fetchObject(this.#transport, this.#kind, namespace || null, name)
      this.#add(slim(item))
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      this.#known.set(key, error.status === 404 ? null : error)
    }
  }

  #add(item: JsonObject): void {
    const { namespace, name } = metadataOf(item)
    this.#known.set(`${namespace}/${name}`, item)
  }
}

/** Drops what is large and of no use here: pod templates, the images of a node, notes, who wrote which field. */
function slim(item: JsonObject): JsonObject {
  if (isObject(item.metadata)) {
    delete item.metadata.managedFields
    delete item.metadata.annotations
  }
  if (isObject(item.spec) && text(item.kind) !== 'Pod') delete item.spec.template
  if (isObject(item.status)) delete item.status.images
  return item
}
