// What a runtime or registry said about a pull that failed, in one word. One text is never read as two problems.

export type PullProblem =
  | 'kubelet-limit'
  | 'disk-full'
  | 'signature'
  | 'name'
  | 'short-name'
  | 'platform'
  | 'format'
  | 'blocked'
  | 'rate-limit'
  | 'https-only'
  | 'certificate'
  | 'content'
  | 'store'
  | 'proxy'
  | 'server-error'
  | 'network'
  | 'login'
  | 'not-found'
  | 'other'

// containers/image shortnames: CRI-O in enforcing mode, or with no registries to search; before 1.20 "no registries configured while
// trying to pull an unqualified image".
const shortName =
  /short[- ]name(?: mode is enforcing|.*did not resolve to an alias)|no unqualified-search registries|no registries configured\b.*\bunqualified image/i

/** Whether a runtime refuses an image because its name holds no registry. Takes the runtime's words. */
export function isShortNameRefusal(message: string): boolean {
  return shortName.test(message)
}

// The order is the point: "not found" also ends a platform error, "403" also comes with rate limits, "no such host" is the
// network's, and Docker's "repository does not exist or may require authorization" is a refusal that leaves both open.
const problems: readonly (readonly [PullProblem, RegExp])[] = [
  // kubelet `images/puller.go` through `image_manager.go`: no runtime and no registry was asked.
  ['kubelet-limit', /pull QPS exceeded/i],
  ['disk-full', /no space left on device/i],
  // CRI-O through cri-api "the signature validation failed"; containers/image "Source image rejected: …".
  [
    'signature',
    /SignatureValidationFailed|signature validation failed|Source image rejected|A signature was required/i,
  ],
  ['name', /invalid reference format|couldn't parse image name|invalid image name|must be lowercase/i],
  ['short-name', shortName],
  // containerd "no match for platform in manifest", dockerd "no matching manifest for linux/arm64", containers/image "no image found in …".
  [
    'platform',
    /no match for platform|no matching manifest for|no image found in (?:manifest list|image index)/i,
  ],
  // Images of before 2017. dockerd 26 and newer "Docker Image manifest version 2, schema 1 support is disabled by default"; containerd 2.0 "pulling
  // Schema 1 images have been deprecated and disabled", 2.1 "media type "…manifest.v1+prettyjws" is no longer supported".
  [
    'format',
    /schema ?1 (?:support|images?) (?:is|are|have|has) |manifest\.v1\+(?:prettyjws|json)|unsupported (?:manifest )?schema version 1|Image Format v1/i,
  ],
  // What stands in front of a registry (a content network, a firewall) and turns callers away by where they come from: CloudFront,
  // Docker Hub, Quay and Google word it with the country or place, Cloudflare and firewalls with "blocked". dockerd's parser says
  // that a page came ("invalid character '<'") where registries answer in JSON.
  [
    'blocked',
    /(?:from|in|for|of) your (?:country|location|region|area|jurisdiction)|export control|not available in your|Unavailable For Legal Reasons|\b451\b|you have been blocked|request blocked|\bHTTP 403 response body: invalid character '<'|blocked (?:by|due to) (?:the |our |your )?(?:security|firewall|policy|organi[sz]ation|administrator)/i,
  ],
  // containerd "429 Too Many Requests" (1.6: "failed with status code [manifests x]: 429"), Docker Hub "toomanyrequests".
  ['rate-limit', /toomanyrequests|\b429\b|Too Many Requests|pull rate limit/i],
  // net/http's server (400) and nginx's, when a node that is set to plain HTTP asks a port that wants TLS.
  [
    'https-only',
    /Client sent an HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|malformed HTTP response "?\\?x15/i,
  ],
  // Go's crypto/tls and net/http; a handshake that times out is the network's.
  ['certificate', /x509: |server gave HTTP response to HTTPS client|\btls: (?!handshake timeout)/i],
  // What came is not what the manifest or digest announces. containerd's content writers ("unexpected commit digest", "failed size
  // validation", "unexpected commit size"), dockerd ("filesystem layer verification failed", "manifest verification failed"),
  // containers/image ("Digest did not match", "Manifest does not match provided manifest digest"), containerd's unpacker
  // ("wrong diff id", "mismatched image rootfs and manifest layers").
  [
    'content',
    /unexpected commit (?:digest|size)|failed size validation|(?:layer|manifest|image|content) verification failed|digest did not match|does not match provided manifest digest|wrong diff ?id|mismatched image rootfs and manifest layers|layers? from manifest don't match|tar file\(.*unexpected EOF|corrupted -- |incomplete deflate data|flate: corrupt input|layers and diffIDs don't match|gzip: invalid (?:header|checksum)|archive\/tar: invalid tar header/i,
  ],
  // The node's own store lacks or cannot read what it believes to hold. containerd ("content digest sha256:…: not found" while it
  // unpacks, "parent snapshot … does not exist", "failed to get reader from content store"), dockerd ("layer does not exist",
  // "failed to register layer"), containers/storage ("layer not known", "error locating item named").
  [
    'store',
    /unpack image on snapshotter \S+: (?:failed to extract layer .*)?content digest \S+ ?(?:"URL" ?)?: not found|failed to get reader from content store|(?:parent )?snapshot .*does not exist: not found|failed to stat parent|layer does not exist|failed to register layer: .*(?:no such file or directory|file exists)|layer not known|locating item named|input\/output error|structure needs cleaning|(?:meta|bolt)\.db/i,
  ],
  // net/http reports a proxy that does not open the way by the text of its status alone, behind the address that was asked.
  [
    'proxy',
    /(?:Get|Head|Post) "URL": (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Forbidden|Bad Request|Not Found|Proxy Authentication Required|Method Not Allowed)\b|proxyconnect|Proxy Authentication Required/i,
  ],
  // containerd "failed with status code [manifests x]: 503 Service Unavailable", "unexpected status from GET request to …: 500 …";
  // containers/image and dockerd "received unexpected HTTP status: 500 Internal Server Error", dockerd "error parsing HTTP 502
  // response body", registries "UNKNOWN: unknown error"; a page of a gateway has the status as its title.
  [
    'server-error',
    /(?:status code\b[^\n]*?|status[^\n]*?|StatusCode|HTTP|HTTP status): ?5\d\d\b|\bHTTP 5\d\d response|\b50[0234] (?:Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)|received unexpected HTTP status: 5\d\d|UNKNOWN: unknown error/i,
  ],
  // Go's net package; CRI-O's RegistryUnavailable.
  [
    'network',
    /no such host|server misbehaving|dial tcp|i\/o timeout|connection re(?:fused|set)|no route to host|network is unreachable|context deadline exceeded|Client\.Timeout|handshake timeout|registry is unavailable|: (?:unexpected )?EOF\b|broken pipe|use of closed network connection/i,
  ],
  // containerd "401 Unauthorized", "403 Forbidden", "pull access denied … insufficient_scope"; ECR "no basic auth credentials";
  // registries "unauthorized: authentication required", "denied: requested access to the resource is denied".
  [
    'login',
    /\b401\b|\b403\b|\bunauthorized\b|authentication required|authorization failed|pull access denied|insufficient_scope|no basic auth credentials|(?<!permission )\bdenied\b|not authorized|incorrect username or password|invalid username\/password|failed to authorize/i,
  ],
  // The manifest was found and what it lists was not usable: containerd's snapshots, blobs and media types.
  [
    'other',
    /on snapshotter|unexpected media type|failed to copy|failed to extract layer|content at .* not found/i,
  ],
  // Distribution's "manifest unknown", "name unknown"; containerd "…: not found", "code = NotFound"; HTTP 404.
  [
    'not-found',
    /manifest unknown|name unknown|code = NotFound\b|: not found\b|\b404 Not Found|\bHTTP 404\b|manifest for .* not found|does not exist|repository .* not found|\bimage \S+ not found|not known to registry/i,
  ],
]

/** Reads the words of a failed pull of that image. Its name and URLs are set aside, so that they cannot pass for an error. */
export function readPullProblem(text: string, image: string): PullProblem {
  const plain = text
    .replace(/"?https?:\/\/[^\s"]*[^\s":,;.)]"?/g, '"URL"')
    .replace(/\[(?:manifests|blobs) [^\]]*\]/g, '[URL]')
    .replaceAll(image === '' ? '\0' : image, 'IMAGE')
    .replace(/"(?!application\/)[^"\s]*\/[^"\s]*"/g, '"IMAGE"')
  const problem = problems.find(([, says]) => says.test(plain))?.[0] ?? 'other'
  // The registry gave the manifest and the address of a layer at another host; it is that host that refuses.
  const isOfLayer = /httpReadSeeker: failed open/.test(text) && whoWasAsked(text, image).host !== ''
  return problem === 'login' && isOfLayer ? 'blocked' : problem
}

/** Who was asked for an image. */
export interface Asked {
  /** The registry that the image is of, with its port where the name has one; `docker.io` where the name has none. */
  readonly registry: string
  /** Another host that the text says was asked in its place or for it: a mirror, or one that gives out tokens; "" where it is the registry. */
  readonly host: string
}

// The hosts under which Docker Hub answers for `docker.io` (distribution's reference grammar, dockerd's registry package).
const dockerHub = /^(?:registry-1|index|auth|registry)\.docker\.io$/
// Only what stands in the role of somebody asked is a host. An address in the page or text of an answer is a help link.
const roles: readonly RegExp[] = [
  // Go's net package.
  /\blookup ([\w.-]+)/,
  // net/http's url.Error, and containerd's "unexpected status from GET request to https://…".
  /\b(?:Get|Head|Post|Put) "?https?:\/\/([^/\s"?]+)/,
  /\b(?:request to|status code) https?:\/\/([^/\s"?]+)/i,
  // containerd 2 "pulling from host x failed with status code", containers/image "pinging container registry x".
  /\bpulling from host ([\w.:-]+)/,
  /\bpinging (?:container|docker) registry ([\w.:-]+\w)/,
]

/**
 * The registry of an image, and who else was asked for it, by the words of a failed pull. Takes the text and the image's name as
 * the spec has it.
 */
export function whoWasAsked(text: string, image: string): Asked {
  const registry = registryOf(image)
  const host = roles.flatMap((role) => role.exec(text)?.[1] ?? []).find((name) => name !== '') ?? ''
  const isRegistry =
    host === '' ||
    host === registry ||
    host === registry.replace(/:\d+$/, '') ||
    host.replace(/:443$/, '') === registry ||
    (registry === 'docker.io' && dockerHub.test(host))
  return { registry, host: isRegistry ? '' : host }
}

/** The registry in an image's name; `docker.io` where it names none (the reference grammar of distribution). */
function registryOf(image: string): string {
  const first = image.split('/')[0] ?? ''
  const named = image.includes('/') && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
  return named === 'index.docker.io' ? 'docker.io' : named
}
