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
  | 'login-refused'
  | 'api-refused'
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

/** The first group of a pattern that took part, or "". */
function named(pattern: RegExp): (line: string) => string {
  return (line) => pattern.exec(line)?.slice(1).find(Boolean) ?? ''
}

// From the special to the general. The texts are errno messages of glibc, musl (BusyBox), and Go, error names of Node (ECONNREFUSED),
// resolvers (glibc, musl, Go, Node), loaders (ld.so of both, CPython, Node, JVM, Ruby), shells, servers and runtimes.
const patterns: readonly (readonly [HintKind, RegExp, ((line: string) => string)?])[] = [
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
  [
    'port-refused',
    /^(?!.*(?:\bunix\b|\.sock\b|\bbind[- ]?mount)).*(?:\blisten (?:tcp|udp)\S* .*(?:permission denied|not permitted)|\bbind\b.*(?:permission ?denied|not permitted)|listen EACCES|permission denied.*\b(?:make_sock|bind failed|bind to address))/i,
    listenPortIn,
  ],
  [
    'address-in-use',
    /address (?:is )?already in use|address in use|\bAddrInUse\b|\bEADDRINUSE\b|\bport \d+ (?:is|was) already in use|only one usage of each socket address/i,
    listenPortIn,
  ],
  // PostgreSQL, MySQL, SQL Server, MongoDB, Redis, RabbitMQ, Oracle, SASL of Kafka.
  [
    'login-refused',
    /password authentication failed|access denied for user|login failed for user|\bWRONGPASS\b|\bNOAUTH\b|invalid username-password pair|\bACCESS_REFUSED\b|\bORA-01017\b|SASL authentication failed|(?:AuthenticationFailed|Authentication failed\b)/i,
    named(/for user ['"]?([^\s'"@]+)|user name:? ['"]([^'"]+)|Login failed for user ['"]([^'"]+)/i),
  ],
  // The API server's authorizer.
  [
    'api-refused',
    /is forbidden: User "[^"]+" cannot \w+ resource/,
    named(/cannot (\w+ resource "[^"]+"(?: in API group "[^"]+")?)/),
  ],
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
    const found = said.findLast(({ text }) => says.test(text))
    if (found !== undefined) return { kind, about: about?.(found.text) ?? '', line: found.line }
  }
  const found = said.findLast(({ text }) => exception.test(text))
  return found === undefined ? null : { kind: 'exception', about: '', line: found.line }
}
