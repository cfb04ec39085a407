// Takes out of API objects what nobody means to publish, before a report is written. What is a value by its place (an environment
// variable, an argument, a header, an annotation, a driver's attributes) goes whole; in free text (messages, log lines) what looks
// like a credential goes. Names stay: without them a report explains nothing. This helps a person, and guarantees nothing.
import { isObject } from '../pod/json.ts'

/** What stands where something was. */
export const mask = '‹redacted›'

/** Annotations of Kubernetes itself say how it treats the object; of these, this one holds a whole manifest. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
const ownAnnotation = /^(?:[a-z0-9-]+\.)*(?:kubernetes|k8s)\.io\//

const secretName =
  '(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access)?[_-]?key)?|token|api[_-]?key|access[_-]?key|account[_-]?key|sharedaccesssignature|client[_-]?key(?:-data)?|credentials?)'

const credentials: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}-----[^-]{0,16384}(?:-----END [A-Z0-9 ]{0,40}-----)?/g, mask],
  [/\bey[\w-]{8,4096}\.[\w-]{8,8192}\.[\w-]{0,4096}/g, mask],
  [/\b(bearer|basic|authorization:?|cookie:)(\s+)(?:(?:bearer|basic)\s+)?[^\s"',;]{4,4096}/gi, `$1$2${mask}`],
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s:@/]{0,256}:[^\s@/]{1,256}@/gi, `$1${mask}@`],
  [/\b[\w.-]{1,128}:[^\s@:/]{1,256}@(?=tcp\(|unix\()/g, `${mask}@`],
  [
    /([?&](?:x-amz-(?:signature|credential|security-token)|signature|sig|token|access_token|code|key|awsaccesskeyid)=)[^&\s"']{1,4096}/gi,
    `$1${mask}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, mask],
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abposr]-|sk[_-](?:live|test|ant|proj)?[_-]?|npm_|AIza|pypi-)[\w-]{16,512}/g,
    mask,
  ],
  [new RegExp(`(${secretName}\\s{0,4}[:=]\\s{0,4})(?!‹)[^\\s"'\\\\,;&}{\\])]{1,4096}`, 'gi'), `$1${mask}`],
  [
    new RegExp(`(${secretName}\\\\?["']\\s{0,4}[:=]\\s{0,4}\\\\?["'])(?!‹)[^\\s"'\\\\]{1,4096}`, 'gi'),
    `$1${mask}`,
  ],
  [new RegExp(`(${secretName}[:=]\\\\?["'])(?!‹)[^\\s"'\\\\]{1,4096}`, 'gi'), `$1${mask}`],
  [/(\s--?(?:password|passwd|token|secret|api-?key)[ =])[^\s"',;]{1,4096}/gi, `$1${mask}`],
]

/** A text without what looks like a credential. Looks at texts as a reader would, past characters that have no width. */
export function withoutCredentials(text: string): string {
  const visible = text.replaceAll(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '')
  return credentials.reduce((rest, [pattern, stand]) => rest.replaceAll(pattern, stand), visible)
}

/** A copy of an API object without what is secret by its place or looks it. `path` is where the value stands. */
export function redacted(value: unknown, path: readonly string[] = []): unknown {
  const field = path.at(-1) ?? ''
  const under = path.at(-2) ?? ''
  if (Array.isArray(value)) {
    // The program tells what failed; what it was told may be a password.
    const isCommand = field === 'command' || field === 'args'
    return value.map((item, index) =>
      isCommand && typeof item === 'string' && (index > 0 || field === 'args') ? mask : redacted(item, path),
    )
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== 'managedFields' && name !== lastApplied)
        .map(([name, item]) => [name, redacted(item, [...path, name])]),
    )
  }
  if (typeof value !== 'string' || value === '') return value
  const isSecretByPlace =
    (field === 'value' && (under === 'env' || under === 'httpHeaders')) ||
    (under === 'annotations' && !ownAnnotation.test(field)) ||
    ['volumeAttributes', 'options', 'data', 'binaryData', 'stringData'].includes(under)
  return isSecretByPlace ? mask : withoutCredentials(value)
}
