// Takes out of API objects what nobody means to publish, before a report is written. What is a value by its place (an environment
// variable, an argument, a header, an annotation, a driver's attributes) goes whole; in free text (messages, log lines) what looks
// like a credential goes, and so does a value of a variable or header with the name of a secret where it is repeated. Names stay:
// without them a report explains nothing. This helps a person, and guarantees nothing.
import { isObject } from '../../pod/json.ts'
import { mask, secretName, withoutCredentials } from './credentials.ts'

/** Annotations of Kubernetes itself say how it treats the object; these two hold a whole manifest and a command line. */
const ownAnnotation = /^(?:[a-z0-9-]+\.)*(?:kubernetes|k8s)\.io\//
const shownAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubernetes.io/change-cause',
])

/** Fields in which Kubernetes and programs speak; all others hold names and states, which must stay as they are. */
const sentences = new Set(['message', 'note'])

// A shorter value, such as "prod", is found in too many words.
const shortestSecret = 6

/** The redaction of objects that belong together, and of texts about them. */
export class Redaction {
  readonly #secrets: readonly string[]

  /** `objects` are all those of the report: what is a secret in one is one in the texts of another. */
  constructor(objects: readonly unknown[]) {
    const found = new Set(objects.flatMap((object) => secretsIn(object)))
    this.#secrets = [...found].toSorted((a, b) => b.length - a.length)
  }

  /** A text without what looks like a credential or is known to be one. */
  text(text: string): string {
    return withoutCredentials(this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, mask), text))
  }

  /** A copy of an API object without what is secret by its place, is known as secret, or looks it. */
  object(value: unknown, path: readonly string[] = []): unknown {
    const field = path.at(-1) ?? ''
    const under = path.at(-2) ?? ''
    if (Array.isArray(value)) {
      // The program name helps; its arguments may hold a password.
      const isCommand = field === 'command' || field === 'args'
      return value.map((item, index) =>
        isCommand && typeof item === 'string' && (index > 0 || field === 'args')
          ? mask
          : this.object(item, path),
      )
    }
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => name !== 'managedFields' && !shownAnnotations.has(name))
          .map(([name, item]) => [name, this.object(item, [...path, name])]),
      )
    }
    if (typeof value !== 'string' || value === '') return value
    const isSecretByPlace =
      (field === 'value' && (under === 'env' || under === 'httpHeaders')) ||
      (under === 'annotations' && !ownAnnotation.test(field)) ||
      ['volumeAttributes', 'options', 'data', 'binaryData', 'stringData'].includes(under)
    if (isSecretByPlace) return mask
    return sentences.has(field) ? this.text(value) : withoutCredentials(value)
  }
}

/** The values of variables and headers whose names say that they are secret. */
function secretsIn(value: unknown, list = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, list))
  if (!isObject(value)) return []
  const isPair = list === 'env' || list === 'httpHeaders'
  if (isPair && typeof value.name === 'string' && typeof value.value === 'string') {
    const isSecret = secretName.test(value.name) && value.value.length >= shortestSecret
    // A reference to another variable is no secret.
    return isSecret && !value.value.startsWith('$(') ? [value.value] : []
  }
  return Object.entries(value).flatMap(([name, item]) => secretsIn(item, name))
}
