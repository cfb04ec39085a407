// What makes findings of many pods one problem: the one thing that, put right once, heals all of them.

/** Where a finding was made. */
export interface FoundAt {
  readonly namespace: string
  /** The pod's node, or "". */
  readonly node: string
  /** The outermost controller, such as `Deployment/api`, or `Pod/NAME` for a pod without one. */
  readonly owner: string
}

/** The thing. Findings with the same `kind` and `name` are one problem, also under different causes. */
export interface Shared {
  /** What sort of thing it is, such as `Secret` or `image`. */
  readonly kind: string
  /** Which one; with its namespace in front where it has one. */
  readonly name: string
}

type Names = string | readonly string[]

/** A thing of the whole cluster, or several that only count together; null where its name is not known. */
export function thing(kind: string, names: Names): Shared | null {
  const name = typeof names === 'string' ? names : names.toSorted().join(', ')
  return name === '' ? null : { kind, name }
}

/** A thing of the finding's namespace; null where its name is not known. */
export function thingOf({ namespace }: FoundAt, kind: string, names: Names): Shared | null {
  const found = thing(kind, names)
  return found === null ? null : { kind, name: `${namespace}/${found.name}` }
}

/** Claims in the finding's namespace. Those of a StatefulSet's pods differ in their ordinal alone. */
export function sharedClaims(at: FoundAt, claims: readonly string[]): Shared | null {
  const templates = new Set(claims.map((name) => name.replace(/-\d+$/, '')))
  return thingOf(at, 'PersistentVolumeClaim', [...templates])
}

/** An image under its shortest name: `docker.io/library/nginx` and `nginx:latest` are the same (distribution's reference grammar). */
export function sharedImage(image: string): Shared | null {
  const short = image.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '')
  return thing('image', /[:@][^/]*$/.test(short) || short === '' ? short : `${short}:latest`)
}
