// What a runtime or registry said about a pull that failed, in one word. One text is never read as two problems.

export type PullProblem =
  | 'disk-full'
  | 'signature'
  | 'name'
  | 'short-name'
  | 'platform'
  | 'rate-limit'
  | 'certificate'
  | 'network'
  | 'login'
  | 'not-found'
  | 'other'

// The order is the point: "not found" also ends a platform error, "403" also comes with rate limits, "no such host" is the
// network's, and Docker's "repository does not exist or may require authorization" is a refusal that leaves both open.
const problems: readonly (readonly [PullProblem, RegExp])[] = [
  ['disk-full', /no space left on device/i],
  // CRI-O through cri-api "the signature validation failed"; containers/image "Source image rejected: …".
  [
    'signature',
    /SignatureValidationFailed|signature validation failed|Source image rejected|A signature was required/i,
  ],
  ['name', /invalid reference format|couldn't parse image name|invalid image name|must be lowercase/i],
  // containers/image shortnames: CRI-O in enforcing mode, or with no registries to search.
  [
    'short-name',
    /short[- ]name(?: mode is enforcing|.*did not resolve to an alias)|no unqualified-search registries/i,
  ],
  // containerd "no match for platform in manifest", dockerd "no matching manifest for linux/arm64", containers/image "no image found in …".
  [
    'platform',
    /no match for platform|no matching manifest for|no image found in (?:manifest list|image index)/i,
  ],
  // containerd "429 Too Many Requests" (1.6: "failed with status code [manifests x]: 429"), Docker Hub "toomanyrequests".
  ['rate-limit', /toomanyrequests|\b429\b|Too Many Requests|pull rate limit/i],
  // Go's crypto/tls and net/http; a handshake that times out is the network's.
  ['certificate', /x509: |server gave HTTP response to HTTPS client|\btls: (?!handshake timeout)/i],
  // Go's net package; CRI-O's RegistryUnavailable; a registry that answers 5xx.
  [
    'network',
    /no such host|server misbehaving|dial tcp|i\/o timeout|connection re(?:fused|set)|no route to host|network is unreachable|context deadline exceeded|Client\.Timeout|handshake timeout|proxyconnect|registry is unavailable|: (?:unexpected )?EOF\b|(?:status code .*|status from .*|StatusCode): ?5\d\d\b|\b50[234] (?:Bad Gateway|Service Unavailable|Gateway Time-?out)/i,
  ],
  // containerd "401 Unauthorized", "403 Forbidden", "pull access denied … insufficient_scope"; ECR "no basic auth credentials";
  // registries "unauthorized: authentication required", "denied: requested access to the resource is denied".
  [
    'login',
    /\b401\b|\b403\b|\bunauthorized\b|authentication required|authorization failed|pull access denied|insufficient_scope|no basic auth credentials|(?<!permission )\bdenied\b|not authorized|incorrect username or password/i,
  ],
  // The manifest was found and what it lists was not usable: containerd's snapshots, blobs and media types.
  [
    'other',
    /on snapshotter|unexpected media type|snapshot .* does not exist|failed to copy|failed to extract layer|content at .* not found/i,
  ],
  // Distribution's "manifest unknown", "name unknown"; containerd "…: not found", "code = NotFound"; HTTP 404.
  [
    'not-found',
    /manifest unknown|name unknown|code = NotFound\b|: not found\b|\b404 Not Found|manifest for .* not found|does not exist|repository .* not found|not known to registry/i,
  ],
]

/** Reads the words of a failed pull of that image. Its name and URLs are set aside, so that they cannot pass for an error. */
export function readPullProblem(text: string, image: string): PullProblem {
  const plain = text
    .replace(/"?https?:\/\/[^\s"]*"?/g, '"URL"')
    .replace(/\[(?:manifests|blobs) [^\]]*\]/g, '[URL]')
    .replaceAll(image === '' ? '\0' : image, 'IMAGE')
    .replace(/"[^"\s]*\/[^"\s]*"/g, '"IMAGE"')
  return problems.find(([, says]) => says.test(plain))?.[0] ?? 'other'
}

/**
 * The host that a pull could not talk to, with its port where the text has one: from a DNS look-up, a URL or a dialled address;
 * else the registry in the image's name.
 */
export function registryHost(text: string, image: string): string {
  return (
    /\blookup ([^\s:]+)/.exec(text)?.[1] ??
    /https?:\/\/([^/\s"?]+)/.exec(text)?.[1] ??
    /\bdial tcp (\S+?): /.exec(text)?.[1] ??
    registryOf(image)
  )
}

/** The registry in an image's name; `docker.io` where it names none (the reference grammar of distribution). */
function registryOf(image: string): string {
  const first = image.split('/')[0] ?? ''
  return image.includes('/') && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
}
