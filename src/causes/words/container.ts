// How sentences speak of a container and of times.
import { rfc3339 } from '../../pod/json.ts'

/** The container with its role at the beginning of a sentence: "Init container `migrate`". */
export function theContainer(role: string, container: string): string {
  const noun = role === 'init' ? 'Init container' : role === 'sidecar' ? 'Sidecar' : 'Container'
  return `${noun} \`${container}\``
}

/** The same within a sentence: "init container `migrate`". */
export function aContainer(role: string, container: string): string {
  const [first = '', ...rest] = theContainer(role, container)
  return first.toLowerCase() + rest.join('')
}

/** A number of seconds as people say it: "45 s", "2 min 40 s", "3 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 120) return `${whole} s`
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60]
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60]
  if (hours >= 48) return `${Math.floor(hours / 24)} days`
  return left === 0 ? `${hours} h` : `${hours} h ${left} min`
}

/** A time (milliseconds since 1970) as RFC 3339 for facts; null stays null. */
export function timeFact(at: number | null): string | null {
  return at === null ? null : rfc3339(at)
}

/** Sentences that are not empty, joined by spaces. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
