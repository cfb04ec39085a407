import type { StatusFields } from '../../src/pod/status-fields.ts'
import { readStatusFields } from '../../src/pod/status-fields.ts'
import type { Step } from '../../src/status/derivation.ts'

/**
 * A pod that holds nothing but the fields which a derivation names as its proof. If the proof is complete, the same word
 * comes out of it.
 */
export function replay(steps: readonly Step[]): StatusFields {
  const pod: Record<string, unknown> = {}
  for (const { path, value, part } of steps) {
    if (part === 'won' || part === 'needed') set(pod, path, value)
  }
  return readStatusFields(pod)
}

function set(pod: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.')
  let at: Record<string, unknown> | unknown[] = pod
  keys.forEach((key, index) => {
    const holder = at as Record<string, unknown>
    if (key === 'length') {
      ;(at as unknown[]).length = Math.max((at as unknown[]).length, Number(value))
      for (let i = 0; i < Number(value); i++) (at as unknown[])[i] ??= {}
    } else if (index === keys.length - 1) holder[key] = leaf(path, value)
    else {
      holder[key] ??= /^\d+$/.test(keys[index + 1] ?? '') || keys[index + 1] === 'length' ? [] : {}
      at = holder[key] as Record<string, unknown>
    }
  })
  fillHoles(pod)
}

/** `running: true` and `deletionTimestamp: true` stand for "is set". */
function leaf(path: string, value: unknown): unknown {
  if (path.endsWith('.running')) return {}
  return path === 'metadata.deletionTimestamp' ? '2026-11-01T12:00:00Z' : value
}

function fillHoles(value: unknown): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) value[index] ??= {}
    value.forEach(fillHoles)
  } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(fillHoles)
}
