// Texts in a program's last words that name a reason themselves. They are the program's claim, never proof.
import { isStructured, joinedLines, logText } from './log-line.ts'
import { addressIn, listenPortIn, pathIn } from './named-in-line.ts'

export type HintKind =
  | 'heap-exhausted'
  | 'memory-exhausted'
  | 'illegal-instruction'
  | 'library-too-old'
  | 'capability-missing'
  | 'owner-refused'
  | 'port-refused'
  | 'address-in-use'
  | 'listen-refused'
  | 'address-not-available'
  | 'limit-too-low'
  | 'too-many-clients'
  | 'decryption-failed'
  | 'certificate-expired'
  | 'status-refused'
  | 'option-unknown'
  | 'setting-invalid'
  | 'setting-missing'
  | 'login-refused'
  | 'api-refused'
  | 'api-not-served'
  | 'data-incompatible'
  | 'certificate-refused'
  | 'connection-refused'
  | 'host-unknown'
  | 'host-unreachable'
  | 'read-only-file-system'
  | 'disk-full'
  | 'too-many-files'
  | 'module-missing'
  | 'command-missing'
  | 'permission-denied'
  | 'panic'
  | 'file-missing'
  | 'exception'

export interface Hint {
  readonly kind: HintKind
  /** What it is about where the text names it: `db:5432`, a port, a path, a module; "" else. */
  readonly about: string
  /** The line as it was written, or the words of a structured one. */
  readonly line: string
}

/** Hints that another program could not be reached: its start, or what leads to it, takes the reason away. */
export const unreachedHints: ReadonlySet<string> = new Set<HintKind>([
  'connection-refused',
  'host-unknown',
  'host-unreachable',
])

const readOnly = /read-only file system|\bEROFS\b/i
const diskFull = /no space left on device|\bENOSPC\b/i
const denied = /permission denied|AccessDeniedException|operation not permitted|\b(?:EACCES|EPERM)\b/i
const missing = /no such file or directory|FileNotFoundException|\bENOENT\b/i
const ownerRefused =
  /^(?:chown|chgrp|chmod)\b.*(?:operation not permitted|permission denied)|\bch(?:own|mod) \/\S+: operation not permitted|changing (?:ownership|permissions) of .*operation not permitted/i

const listenRefused =
  /^(?!.*(?:\bunix\b|\.sock\b|\bbind[- ]?mount)).*(?:\blisten (?:tcp|udp)\S* .*(?:permission denied|not permitted)|\bbind\b.*(?:permission ?denied|not permitted)|listen EACCES|permission denied.*\b(?:make_sock|bind failed|bind to address))/i

/** Whether a line says that a program may not listen, and names a port below 1024 or none. */
function isPrivilegedPort(line: string): boolean {
  return listenRefused.test(line) && !/\b\w+:\/\//.test(line) && Number(listenPortIn(line) || 0) < 1024
}

/** What a program wanted to listen at: an address with a scheme as it was written, else the port. */
function listenedAt(line: string): string {
  return /\b\w+:\/\/[^\s'",;)]+/.exec(line)?.[0] ?? listenPortIn(line)
}

const optionUnknown =
  /unknown (?:shorthand )?flag: (?:'\w' in )?(-{1,2}[\w-]+)|flag provided but not defined: (-{1,2}[\w-]+)|unrecognized arguments: (\S+)|(?:unrecognized|unknown|invalid|illegal|bad) option(?:: ?| -- ?)['"‘`]?(-{0,2}[\w.-]+)|(?:unrecognized|unknown|invalid|illegal|bad) option ['"‘`](-{0,2}[\w.-]+)|(?:unrecognized|unknown|invalid|illegal|bad) option (-{1,2}[\w-]+)|[Nn]o such option:? (-{1,2}[\w-]+)|unexpected argument ['"`]?(-{1,2}[\w-]+)|Found argument ['"`](-{1,2}[\w-]+)|Unrecognized VM option ['"]([^'"]+)/
// A name that is written like an environment variable or stands behind a word for a setting, beside a word that the value is wrong.
const settingInvalid =
  /invalid (?:option|value|setting|format|input)?[^.;]*?(?:for|of|in) (?:the )?(?:environment variable|env(?:ironment)? var|env|variable|setting|option|parameter|flag|argument|field|key|property) ['"`‘]?(-{0,2}[A-Za-z][\w.-]*)|invalid (?:environment variable|env var|value|setting|option|configuration|parameter|argument)s?(?: \S+)? (?:for|of|in):? ['"`‘]?([A-Z][A-Z0-9]*_[A-Z0-9_]+|-{1,2}[\w-]+)|\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b['"`’]? (?:is (?:invalid|not (?:a )?valid|not one of|not recogni[sz]ed|malformed)|has an? (?:invalid|unknown|unsupported)|must be)|invalid value ["'`][^"'`]*["'`] for ["'`]?(?:flag )?(-{0,2}[\w.-]+)/i
const settingMissing =
  /^KeyError: ['"]([^'"]+)['"]|NoSectionError: No section: ['"]?([^'"]+?)['"]?$|NoOptionError: No option ['"]([^'"]+)|(?:environment variable|env(?:ironment)? var|env|variable) ['"`‘$]*([A-Za-z_]\w*)['"`’]? (?:is |was )?(?:not (?:set|defined|found|present|provided)|missing|required|unset|empty|must be set)|\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b['"`’]? (?:is |was |are |environment variable |env var )*(?:not (?:set|defined|provided|found|specified)|missing|required|unset|must be (?:set|defined|provided|specified))|(?:missing|requires?|required)(?: the)?(?: required)? (?:environment variables?|env(?:ironment)? vars?|variable|key|section|setting|property|field|parameter|configuration|config|option)s?(?: key| value)?:? ['"`‘]?([A-Za-z][\w.-]*)|(?:must|need to|have to|please) (?:set|define|provide|specify) (?:the )?(?:environment variable |env var |variable )?['"`‘$]*([A-Z][A-Z0-9]*_[A-Z0-9_]+)/i

/** What the API server denies and to whom: `list resource "pods" in API group "" for shop/robot`, from its own words or from the URL. */
function deniedInApi(line: string): string {
  const [, who = '', what = ''] =
    /User \\?"([^"\\]+)\\?" cannot (\w+ (?:resource|path) \\?"[^"]+"(?: in API group \\?"[^"\\]+\\?")?)/.exec(
      line,
    ) ?? []
  if (what !== '') {
    return `${what.replaceAll('\\', '')}${asWhom(who)}`
  }
  // Servers up to 1.11 wrote the resource without quotes, with its group behind it.
  const [, by = '', verb = '', plain = ''] =
    /User \\?"([^"\\]+)\\?" cannot (\w+) ([\w./-]+) (?:at the cluster scope|in the namespace)/.exec(line) ??
    []
  if (plain !== '') return `${verb} resource "${plain}"${asWhom(by)}`
  const [, path = ''] = /https?:\/\/[^/\s]+(\/apis?\/[^\s"'?)]+)/.exec(line) ?? []
  const [, group = '', resource = ''] =
    /^\/(?:api\/[^/]+|apis\/([^/]+)\/[^/]+)(?:\/namespaces\/[^/]+(?=\/))?\/([^/]+)/.exec(path) ?? []
  if (resource === '') return ''
  return `use resource "${resource}"${group === '' ? '' : ` in API group "${group}"`}`
}

function asWhom(user: string): string {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):(.+)$/.exec(user) ?? []
  return name === undefined ? ` as ${user}` : ` as service account ${namespace}/${name}`
}

// client-go's `NoKindMatchError` and `NoResourceMatchError`, kubectl and Helm around them.
const notServed =
  /no matches for kind \\?"([^"\\]+)\\?" in version \\?"([^"\\]+)\\?"|no matches for ([\w.-]+\/[\w.-]+), Resource=([\w-]+)/

// Servers that find the files of another installation, or of a version that they cannot read: PostgreSQL, MySQL and MariaDB, MongoDB,
// Kafka, Elasticsearch and OpenSearch, and the wording that smaller ones share.
const incompatibleData =
  /data ?(?:base)? ?(?:files|directory|dir) (?:are|is|was)(?:n't| not)? (?:in)?compatible|data directory was initialized by|cluster ?id .*(?:doesn't|does not) match|InconsistentClusterId|(?:upgrade|downgrade)\b.{0,60}\bnot supported|cannot (?:upgrade|downgrade) (?:a |the )?(?:node|data|from)|(?:created|written|initiali[sz]ed) (?:by|with|for) (?:a |an )?(?:newer|older|another|different|incompatible|later) (?:version|installation|cluster)|(?:unsupported|incompatible) (?:data|storage|on-disk|disk|index|database) (?:format )?version|requires (?:a )?(?:manual )?data ?(?:base)? (?:migration|upgrade)|featureCompatibilityVersion/i

/** The first group of a pattern that took part, or "". */
function named(pattern: RegExp): (line: string) => string {
  return (line) => pattern.exec(line)?.slice(1).find(Boolean) ?? ''
}

// From the special to the general. The texts are errno messages of glibc, musl (BusyBox), and Go, error names of Node (ECONNREFUSED),
// resolvers (glibc, musl, Go, Node), loaders (ld.so of both, CPython, Node, JVM, Ruby), shells, servers and runtimes.
const patterns: readonly (readonly [
  HintKind,
  RegExp | ((line: string) => boolean),
  ((line: string) => string)?,
])[] = [
  [
    'heap-exhausted',
    /OutOfMemoryError: (?:Java heap space|GC overhead|Metaspace|Compressed class space|Direct buffer)|heap out of memory|Reached heap limit/,
  ],
  // C++, Go's runtime, the JVM's start, Rust's allocator, CPython, and the C library itself.
  [
    'memory-exhausted',
    /std::bad_alloc|fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)|insufficient memory for the Java Runtime|memory allocation of \d+ bytes failed|^MemoryError\b|cannot allocate memory|\bENOMEM\b|^(?:fatal: )?out of memory\b|could not reserve enough space for .*heap/i,
  ],
  [
    'illegal-instruction',
    /\billegal instruction\b|\bSIGILL\b|does not support (?:the )?x86-64-v\d|requires a CPU with/i,
  ],
  // ld.so of glibc.
  [
    'library-too-old',
    /version [`'"](?:GLIBC|GLIBCXX|CXXABI)_[\w.]+' not found/,
    named(/[`'"]((?:GLIBC|GLIBCXX|CXXABI)_[\w.]+)'/),
  ],
  // iptables and ipset ("you must be root"), nft and iptables-nft, iproute2 and net-tools, ping, bpf, mount and unshare.
  [
    'capability-missing',
    /\(you must be root\)|\b(?:ip6?tables|ebtables|arptables|ipset|ipvsadm)\b.*(?:permission denied|operation not permitted)|\bnetlink: Error: .*operation not permitted|\bnft: .*operation not permitted|RTNETLINK answers: operation not permitted|\bSIOC\w+: (?:operation not permitted|permission denied)|\bping: .*operation not permitted|(?:raw )?socket: operation not permitted|^(?:mount|umount|unshare|nsenter|ip|tc): .*(?:operation not permitted|are you root|must be superuser)|\b(?:setgid|setuid|setgroups|initgroups|su-exec|gosu|setpriv)\b.*operation not permitted|bpf\b.*operation not permitted|set memlock.*operation not permitted/i,
    named(
      /\b(ip6?tables|ebtables|arptables|ipset|ipvsadm|nft|ping|mount|umount|unshare|nsenter|tc|bpf|setgid|setuid|setgroups|initgroups)\b/i,
    ),
  ],
  // GNU and BusyBox tools, Go's PathError.
  ['owner-refused', ownerRefused, (line) => pathIn(line, /operation not permitted|permission denied/i)],
  // Go, nginx, Apache, Node, Rust's Os error behind Bind, Java, HAProxy.
  ['port-refused', isPrivilegedPort, listenPortIn],
  ['listen-refused', (line) => listenRefused.test(line) && !isPrivilegedPort(line), listenedAt],
  // errno EADDRNOTAVAIL, and Windows' WSAEADDRNOTAVAIL.
  [
    'address-not-available',
    /cannot assign requested address|can't assign requested address|address not available|\bEADDRNOTAVAIL\b|requested address is not valid in its context/i,
  ],
  // The bootstrap checks of Elasticsearch and OpenSearch (SonarQube runs one).
  [
    'limit-too-low',
    /\bmax [\w .-]+? \[\d+\](?: for [\w .[\]-]+?)? is too low, increase to at least \[\d+\]/,
    (line) => {
      const [, limit = '', has = '', needs = ''] =
        /\bmax ([\w .-]+?) \[(\d+)\].*? is too low, increase to at least \[(\d+)\]/.exec(line) ?? []
      return `${/vm\.\w+/.exec(limit)?.[0] ?? limit} is ${has}, at least ${needs} is needed`
    },
  ],
  // PostgreSQL, PgBouncer, MySQL and MariaDB, Redis, MongoDB, Memcached, RabbitMQ.
  [
    'too-many-clients',
    /too many (?:clients|connections|open connections)|max(?:imum)? number of clients reached|remaining connection slots are reserved|max_user_connections|max_client_conn|connection limit (?:exceeded|reached)/i,
  ],
  // Go's crypto/cipher, OpenSSL, the JCE, Python's cryptography, Rails, libsodium.
  [
    'decryption-failed',
    /cipher: message authentication failed|\bbad decrypt\b|AEADBadTagException|BadPaddingException|(?:cryptography\.fernet\.|\b)InvalidToken\b|MessageEncryptor::InvalidMessage|(?:could not|cannot|unable to|failed to) decrypt\b/i,
  ],
  // Go, OpenSSL, Node, the JVM, rustls.
  [
    'certificate-expired',
    /certificate has expired|\bCERT_HAS_EXPIRED\b|CertificateExpiredException|CertificateNotYetValidException|certificate is not yet valid|certificate expired|\bCertExpired\b|CertNotYetValid|expired certificate/i,
    (line) => {
      const [, side = '', date = ''] =
        /current time \S+ is (after|before) (\d{4}-[\d:TZ.+-]+\w)/.exec(line) ?? []
      if (date !== '') return side === 'after' ? `until ${date}` : `from ${date} on`
      return /not ?yet ?valid/i.test(line) && !/has expired/i.test(line) ? 'later' : ''
    },
  ],
  [
    'address-in-use',
    /address (?:is )?already in use|address in use|\bAddrInUse\b|\bEADDRINUSE\b|\bport \d+ (?:is|was) already in use|only one usage of each socket address/i,
    listenPortIn,
  ],
  // PostgreSQL, MySQL, SQL Server, MongoDB, Redis, RabbitMQ, Oracle, SASL of Kafka. Ciphers and tokens are authenticated, too: a text
  // that names neither a user, a password nor SASL is no refused login.
  [
    'login-refused',
    /password authentication failed|access denied for user|login failed for user|\bWRONGPASS\b|\bNOAUTH\b|invalid username-password pair|\bACCESS_REFUSED\b|\bORA-01017\b|SASL authentication failed|(?:user|password|login|SASL|MongoServerError|MongoError)\b.*Authentication ?failed\b|Authentication ?failed\b.*\b(?:user|password|login|SASL)\b/i,
    named(/for user ['"]?([^\s'"@]+)|user name:? ['"]([^'"]+)|Login failed for user ['"]([^'"]+)/i),
  ],
  // The API server's authorizer.
  [
    'api-refused',
    /is forbidden: User [\\]?"[^"]+" cannot \w+ |\b403\b.*https?:\/\/\S+\/apis?\/\S+\/|https?:\/\/\S+\/apis?\/\S+\/.*\b403\b/,
    deniedInApi,
  ],
  [
    'api-not-served',
    notServed,
    (line) => {
      const [, kind, version, group, resource] = notServed.exec(line) ?? []
      return kind === undefined ? `${resource} of ${group}` : `${kind} of ${version}`
    },
  ],
  ['data-incompatible', incompatibleData],
  // Go, OpenSSL (Python, curl, Ruby), Node, the JVM.
  [
    'certificate-refused',
    /\bx509: |certificate verify failed|unable to get local issuer certificate|\bSELF_SIGNED_CERT_IN_CHAIN\b|\bDEPTH_ZERO_SELF_SIGNED_CERT\b|\bUNABLE_TO_VERIFY_LEAF_SIGNATURE\b|\bCERT_HAS_EXPIRED\b|PKIX path (?:building|validation) failed|self[- ]signed certificate/i,
    (line) => /https:\/\/([\w.-]+(?::\d+)?|\[[0-9a-f:]+\](?::\d+)?)/i.exec(line)?.[1] ?? '',
  ],
  ['connection-refused', /connection refused|\bECONNREFUSED\b|connection to \S+ refused/i, addressIn],
  [
    'host-unknown',
    /no such host|\bENOTFOUND\b|\bEAI_AGAIN\b|name or service not known|temporary failure in name resolution|could(?:n't| not) (?:translate host name|resolve host)|name does not resolve|no address associated with hostname|bad address '|host not found in (?:upstream|resolver)|server misbehaving|UnknownHostException/i,
    (line) =>
      /lookup ([\w.-]+)|(?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)|host name "([\w.-]+)"|bad address '([\w.-]+)(?::\d+)?'|resolve host(?: name)?:? '?([\w.-]*\w)|UnknownHostException: ([\w.-]*\w)|host=['"]([\w.-]+)['"]|host not found in \w+ "([\w.-]+)|\bat ([\w.-]*[a-z][\w.-]*):\d+: name/i
        .exec(line)
        ?.slice(1)
        .find(Boolean) ?? '',
  ],
  [
    'host-unreachable',
    /no route to host|host is unreachable|network (?:is )?unreachable|\b(?:EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\b|(?:connection|operation|connect) timed out|dial (?:tcp|udp).*i\/o timeout/i,
    addressIn,
  ],
  // An inotify watch that does not fit into its limit fails with the words of a full disk (inotify(7)).
  [
    'too-many-files',
    /too many open files|\bEMFILE\b|\bENFILE\b|inotify.*(?:no space left|limit|failed)|no space left.*(?:inotify|watch)|limit for number of file watchers|inotify (?:instances|watches)/i,
  ],
  ['read-only-file-system', readOnly, (line) => pathIn(line, readOnly)],
  ['disk-full', diskFull, (line) => pathIn(line, diskFull)],
  // ld.so of glibc and of musl, CPython, Node, the JVM, Ruby.
  [
    'module-missing',
    /No module named|Cannot find (?:module|package)|ClassNotFoundException|NoClassDefFoundError|error while loading shared libraries|cannot open shared object file|Error loading shared library|cannot load such file/,
    named(
      /(?:No module named|Cannot find (?:module|package)) ['"]?([\w@./-]+)|(?:ClassNotFoundException|NoClassDefFoundError): ([\w.$/]+)|shared libraries: ([^\s:]+)|(\S+\.so[\d.]*): cannot open shared object|Error loading shared library ([^\s:]+)|cannot load such file -- (\S+)/,
    ),
  ],
  // bash "x: command not found", dash and BusyBox ash "x: not found", env "'x': No such file", Go's os/exec.
  [
    'command-missing',
    /^sh: (?:exec: )?\S+: (?:command )?not found$|^env: .*no such file or directory|executable file not found in \$PATH/i,
    named(
      /^sh: (?:exec: )?(\S+): (?:command )?not found$|^env: (?:can't execute )?['‘"`]?([^\s'’"`:]+)|exec: "([^"]+)": executable file/i,
    ),
  ],
  // How HTTP clients tell a status of 401 or 403: Go's and Rust's, Python's requests, Java's, axios, curl -f.
  [
    'status-refused',
    /\b(?:status(?: ?code)?|http|returned error|response|Status|code)[\s:=("]{1,3}40[13]\b|\b40[13] (?:Client Error: )?(?:Forbidden|Unauthorized)\b/i,
    (line) => {
      const code = /\b40[13]\b/.exec(line)?.[0] ?? ''
      const host = /https?:\/\/(?:[^\s/@"']+@)?([\w.-]+(?::\d+)?)/.exec(line)?.[1] ?? ''
      return host === '' ? code : `${code} from ${host}`
    },
  ],
  // pflag and cobra, Go's flag, Python's argparse and click, getopt of glibc and musl, clap, Node, the JVM, Ruby's optparse.
  ['option-unknown', optionUnknown, named(optionUnknown)],
  ['setting-invalid', settingInvalid, named(settingInvalid)],
  ['setting-missing', settingMissing, named(settingMissing)],
  ['permission-denied', denied, (line) => pathIn(line, denied)],
  ['panic', /^panic: |\bpanicked at\b/],
  ['file-missing', missing, (line) => pathIn(line, missing)],
]

// The last line of a Python traceback or the first of a JVM one: "ValueError: …", "Exception in thread …".
const exception = /^(?:Exception in thread "|(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception)\b(?:: |$))/

/** The first hint, special ones before general ones and late lines before early ones, or null. `lines` is oldest first. */
export function hintIn(lines: readonly string[]): Hint | null {
  const said = joinedLines(lines).map((line) => ({
    text: logText(line),
    line: isStructured(line) ? logText(line) : line,
  }))
  for (const [kind, says, about] of patterns) {
    const found = said.findLast(({ text }) => (typeof says === 'function' ? says(text) : says.test(text)))
    if (found !== undefined) return { kind, about: about?.(found.text) ?? '', line: found.line }
  }
  const found = said.findLast(({ text }) => exception.test(text))
  return found === undefined ? null : { kind: 'exception', about: '', line: found.line }
}
