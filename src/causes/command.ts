/** Where a finding stands, for commands. Empty strings where there is none. */
export interface Place {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly node: string
  /** Such as `Deployment/api`. */
  readonly owner: string
}

/** A command to run as it stands. */
export interface Command {
  readonly command: string
}

// A DNS-1123 name, with an optional TYPE/ in front: nothing that a shell would read as anything but a word.
const safeWord = /^(?:[a-z]+\/)?[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i

/**
 * A kubectl command that is safe to paste: each interpolated name that is not a plain Kubernetes name becomes NAME.
 * Use it as a tag: kubectl`logs ${pod} -n ${namespace}`.
 */
export function kubectl(words: TemplateStringsArray, ...names: readonly string[]): Command {
  const command = `kubectl ${String.raw({ raw: words }, ...names.map((name) => (safeWord.test(name) ? name : 'NAME')))}`
  return { command }
}

/** The command that shows one claim where there is only one, else all of the namespace. */
export function describeClaims(claims: readonly string[], namespace: string): Command {
  const [only, ...others] = claims
  return only === undefined || others.length > 0
    ? kubectl`describe pvc -n ${namespace}`
    : kubectl`describe pvc ${only} -n ${namespace}`
}
