import { plainText } from './plain-text.ts'
import type { Source } from './snapshot.ts'

/** Anything that was read and can stand as evidence: where it is written, when it became true, and what stands there. */
export interface Item {
  readonly source: Source
  /** The field path in the API object, or `events/NAME`, or `logs/CONTAINER`. */
  readonly path: string
  /** Milliseconds since 1970, or null where the API carries no time for it. */
  readonly at: number | null
  /** What the fields there hold, in the API's notation: `Pending`, or `exitCode: 1, reason: Error`; "" for words alone. */
  readonly value: string
  /** Free text that a program, a component or a person wrote, verbatim and not neutralised; "" where there is none. */
  readonly quote: string
  /** The container that it speaks of, where it speaks of one. */
  readonly container?: string | null
}

/** A plain field as an item: no time, and its value as it stands. */
export function field(path: string, value: string, source: Source = 'pod'): Item {
  return { source, path, at: null, value, quote: '' }
}

/** A field that holds free text, such as a message. */
export interface Words extends Item {
  /** The quote in the form that matchers read (`plainText`). */
  readonly text: string
}

/** The free text of a field, with its plain form beside it. */
export function words(path: string, quote: string, source: Source = 'pod'): Words {
  return { source, path, at: null, value: '', quote, text: plainText(quote) }
}

/** Several fields of one object in the API's notation, such as `exitCode: 1, reason: Error`; those that are "" are left out. */
export function fields(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
}
