// The boundary to raw API JSON: whatever a server, a file or an attacker wrote becomes plain values here.
// The API omits empty fields (`signal`, `exitCode: 0`, `started`); they become Go's zero values, here and nowhere else.

/** An API type as it looks in JSON: every field may be missing or null, and times are strings. */
export type Json<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? (Json<Item> | null)[]
    : T extends object
      ? { [Key in keyof T]?: Json<T[Key]> | null }
      : T

/** A JSON object of unknown shape. */
export type JsonObject = { [key: string]: unknown }

/** The fields that an API type declares: the compiler checks their names; what is in them is as unknown as in any JSON. */
export type Fields<T> = { readonly [Key in keyof T]?: unknown }

/** The text, or "" where there is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The whole number, or 0 where there is none. */
export function int(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : 0
}

/** True only for a JSON `true`. */
export function bool(value: unknown): boolean {
  return value === true
}

/** The object, or an empty one, read as one of type `T`. Arrays are not objects here. */
export function object<T = JsonObject>(value: unknown): Fields<T> {
  // Every field is optional and unknown, so that any object is one.
  return (isObject(value) ? value : {}) as Fields<T>
}

/** An object that was asked for as one of type `T`. Nothing in it is checked: whoever reads it does so by the functions here. */
export function declared<T>(value: JsonObject): Json<T> {
  return value as Json<T>
}

/** The list with an empty object in place of each null (as Go decodes it), or an empty list. */
export function list<T = JsonObject>(value: unknown): Fields<T>[] {
  return Array.isArray(value) ? value.map((item) => object<T>(item)) : []
}

/** The list as it is, or an empty one. */
export function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The texts in a list of texts; anything else in it is left out. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** A map of texts (labels, node selectors) as pairs; never an object, so that no key can be `__proto__`. */
export function pairs(value: unknown): [string, string][] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) => (typeof item === 'string' ? [[key, item]] : []))
}

/**
 * An API time (RFC 3339) in milliseconds since 1970, or null where it is missing, malformed or Go's zero time (year 1).
 * A container that never started has 1970-01-01 there, which is a real value: see `Exit`.
 */
export function time(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const at = Date.parse(value)
  return Number.isNaN(at) || value.startsWith('0001-01-01T00:00:00') ? null : at
}

// What a Date can hold, in milliseconds on both sides of 1970.
const furthest = 8.64e15

/**
 * A time in milliseconds as RFC 3339, in whole seconds unless it has a fraction. One beyond all dates, as an absurd grace
 * period would make it, becomes the furthest date there is.
 */
export function rfc3339(at: number): string {
  return new Date(Math.max(-furthest, Math.min(furthest, at))).toISOString().replace('.000Z', 'Z')
}

/** Whether the value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
