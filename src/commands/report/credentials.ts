// What looks like a credential in free text: in messages of a cluster and in lines of a log.

/** What stands where something was. */
export const mask = '‹redacted›'

const secretWord =
  '(?:pass(?:word|wd|phrase)?|pwd|secret(?:[_-]?(?:access)?[_-]?key(?:[_-]?base)?)?|token|(?:api|access|account|private|encryption|signing|master)[_-]?key|sharedaccesssignature|client[_-]?key(?:-data)?|credentials?)'

/** Names of environment variables and headers whose values are secret; TOKEN_FILE or AUTH_HOST is none. */
export const secretName = new RegExp(
  `(?:${secretWord}|auth(?:orization)?|[_-]key|cookie|dsn|connection[_-]?string)[_-]?\\d*$`,
  'i',
)

// Where a base64 block of a key begins or ends out of sight, what is left of it goes, too.
const pem: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z0-9 ]{0,40}-----[^-]{0,16384}(?:-----END [A-Z0-9 ]{0,40}-----)?/g, mask],
  [/(?:[A-Za-z0-9+/=]{16,80}\r?\n){1,200}-----END [A-Z0-9 ]{0,40}-----/g, mask],
]

const headers: readonly (readonly [RegExp, string])[] = [
  [/\b((?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?)(?!‹)[^\s"'][^\r\n"']{0,4096}/gi, `$1${mask}`],
  [/\b((?:set-)?cookie:\s{0,4})(?!‹)\S[^\r\n"']{0,4096}/gi, `$1${mask}`],
  [/\b(bearer|basic)(\s+)(?!‹)[^\s"',;]{4,4096}/gi, `$1$2${mask}`],
]

const addresses: readonly (readonly [RegExp, string])[] = [
  // A password may hold any sign; a number and a slash behind the colon are a port.
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s:@/"']{0,256}:(?!\d{1,5}\/)[^\s"'<>]{1,256}@/gi, `$1${mask}@`],
  [/\b[\w.-]{1,128}:[^\s@:/]{1,256}@(?=tcp\(|unix\()/g, `${mask}@`],
  [
    /([?&](?:x-amz-(?:signature|credential|security-token)|signature|sig|token|access_token|code|key|awsaccesskeyid)=)[^&\s"']{1,4096}/gi,
    `$1${mask}`,
  ],
  [/(\bhooks\.slack\.com\/(?:services|workflows)\/)[\w/-]{8,256}/gi, `$1${mask}`],
]

// The forms in which services hand out their keys.
const keys: readonly (readonly [RegExp, string])[] = [
  [/\bey[\w-]{8,4096}\.[\w-]{8,8192}\.[\w-]{0,4096}/g, mask],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, mask],
  [
    /\b(?:gh[pousr]_|github_pat_|gl(?:pat|rt|dt)-|xox[abeposr]-|sk[_-](?:live|test|ant|proj)?[_-]?|npm_|AIza|pypi-|hf_|dckr_pat_|hv[sb]\.|ya29\.|shp(?:at|ca)_|dop_v1_|SG\.|AGE-SECRET-KEY-)[\w.-]{16,512}/g,
    mask,
  ],
]

const assignments: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(${secretWord}\\s{0,4}[:=]\\s{0,4})(?!‹)[^\\s"'\\\\,;&}{\\])]{1,4096}`, 'gi'), `$1${mask}`],
  [
    new RegExp(
      `(${secretWord}\\\\?["']\\s{0,4}[:=]\\s{0,4}(\\\\?["']))(?!‹)(?:(?!\\2)[^\\r\\n]){1,4096}`,
      'gi',
    ),
    `$1${mask}`,
  ],
  [
    new RegExp(`(${secretWord}\\s{0,4}[:=]\\s{0,4}(\\\\?["']))(?!‹)(?:(?!\\2)[^\\r\\n]){1,4096}`, 'gi'),
    `$1${mask}`,
  ],
  [/\b(pass(?:word|wd|phrase)|pwd)(\s+(?:(?:is|was)\s+)?["'])(?!‹)[^"'\r\n]{1,256}/gi, `$1$2${mask}`],
  [/(\s--?(?:password|passwd|token|secret|api-?key)[ =])(?!‹)[^\s"',;]{1,4096}/gi, `$1${mask}`],
  [/(\s(?:-u|--user|--proxy-user)[ =]?["']?[\w.@-]{1,128}:)(?!‹)[^\s"']{1,256}/g, `$1${mask}`],
]

const credentials = [...pem, ...headers, ...addresses, ...keys, ...assignments]

/** A text without what looks like a credential. Looks at texts as a reader would, past characters that have no width. */
export function withoutCredentials(text: string): string {
  const visible = text.replaceAll(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '')
  return credentials.reduce((rest, [pattern, stand]) => rest.replaceAll(pattern, stand), visible)
}
