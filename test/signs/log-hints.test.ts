import { expect, test } from 'vitest'
import { hintIn } from '../../src/signs/log-hints.ts'

test.each([
  [
    'stacks.cloud.example is forbidden: User "system:serviceaccount:shop:robot" cannot list stacks.cloud.example at the cluster scope',
    'api-refused',
    'list resource "stacks.cloud.example" as service account shop/robot',
  ],
  [
    'no matches for kind "Ingress" in version "extensions/v1beta1"',
    'api-not-served',
    'Ingress of extensions/v1beta1',
  ],
  [
    'Error: unable to build kubernetes objects: no matches for kind \\"PodDisruptionBudget\\" in version \\"policy/v1beta1\\"',
    'api-not-served',
    'PodDisruptionBudget of policy/v1beta1',
  ],
  [
    'no matches for certificates.k8s.io/v1beta1, Resource=certificatesigningrequests',
    'api-not-served',
    'certificatesigningrequests of certificates.k8s.io/v1beta1',
  ],
  ['FATAL:  database files are incompatible with server', 'data-incompatible', ''],
  [
    'DETAIL:  The data directory was initialized by PostgreSQL version 12, which is not compatible with this version 15.4.',
    'data-incompatible',
    '',
  ],
  ["The Cluster ID a1 doesn't match stored clusterId Some(b2) in meta.properties", 'data-incompatible', ''],
  ['cannot upgrade a node from version [6.8.0] directly to version [8.1.0]', 'data-incompatible', ''],
  ['dial tcp 10.0.0.7:5432: connect: connection refused', 'connection-refused', '10.0.0.7:5432'],
  ['Error: connect ECONNREFUSED 127.0.0.1:6379', 'connection-refused', '127.0.0.1:6379'],
  [
    'FATAL: could not connect to postgres at db.prod:5432: connection refused',
    'connection-refused',
    'db.prod:5432',
  ],
  [
    'connection to server at "db" (10.1.1.1), port 5432 failed: Connection refused',
    'connection-refused',
    'db:5432',
  ],
  ['ConnectionRefusedError: [Errno 111] Connection refused', 'connection-refused', ''],
  ['dial tcp: lookup redis.shop on 10.96.0.10:53: no such host', 'host-unknown', 'redis.shop'],
  ['Error: getaddrinfo ENOTFOUND api.example.com', 'host-unknown', 'api.example.com'],
  ['psql: could not translate host name "db" to address: Name or service not known', 'host-unknown', 'db'],
  [
    '2026-11-26T23:55:42.123Z error dial tcp db:5432: connect: connection refused',
    'connection-refused',
    'db:5432',
  ],
  [
    '2026/11/26 23:55:42 main.go:42: dial tcp 10.0.0.7:5432: connect: connection refused',
    'connection-refused',
    '10.0.0.7:5432',
  ],
  [
    'Error: connect ECONNREFUSED 10.0.0.7:5432 at TCPConnectWrap.afterConnect (net.js:1159:16)',
    'connection-refused',
    '10.0.0.7:5432',
  ],
  ['read tcp 10.88.0.4:39112->10.96.0.7:443: connection refused', 'connection-refused', '10.96.0.7:443'],
  [
    'curl: (7) Failed to connect to db port 5432 after 0 ms: Connection refused',
    'connection-refused',
    'db:5432',
  ],
  [
    "HTTPConnectionPool(host='api', port=8080): Max retries exceeded: [Errno 111] Connection refused",
    'connection-refused',
    'api:8080',
  ],
  [
    'Connection refused - connect(2) for "db" port 5432 (Errno::ECONNREFUSED)',
    'connection-refused',
    'db:5432',
  ],
  [
    'Connection to db:5432 refused. Check that the hostname and port are correct',
    'connection-refused',
    'db:5432',
  ],
  ["wget: can't connect to remote host (10.96.3.7): Connection refused", 'connection-refused', '10.96.3.7'],
  ["nc: bad address 'db'", 'host-unknown', 'db'],
  ["wget: bad address 'db.shop:8080'", 'host-unknown', 'db.shop'],
  ['curl: (6) Could not resolve host: payments.shop', 'host-unknown', 'payments.shop'],
  ['java.net.UnknownHostException: payments', 'host-unknown', 'payments'],
  ["nc: can't connect to remote host (10.96.3.7): Network is unreachable", 'host-unreachable', '10.96.3.7'],
  ['dial tcp 10.96.0.7:443: i/o timeout', 'host-unreachable', '10.96.0.7:443'],
  ['Error: connect ETIMEDOUT 10.96.0.7:443', 'host-unreachable', '10.96.0.7:443'],
  ['dial tcp 10.96.0.7:443: connect: no route to host', 'host-unreachable', '10.96.0.7:443'],
  ['listen tcp :8080: bind: address already in use', 'address-in-use', '8080'],
  ['Error: listen EADDRINUSE: address already in use :::3000', 'address-in-use', '3000'],
  ['cannot write /data.txt: Read-only file system', 'read-only-file-system', '/data.txt'],
  ['open /var/lib/app/db: permission denied', 'permission-denied', '/var/lib/app/db'],
  ['write /tmp/out: no space left on device', 'disk-full', '/tmp/out'],
  ["ModuleNotFoundError: No module named 'yaml'", 'module-missing', 'yaml'],
  ["Error: Cannot find module '/app/server.js'", 'module-missing', '/app/server.js'],
  [
    'Error: Could not find or load main class Main caused by: java.lang.ClassNotFoundException: com.shop.Main',
    'module-missing',
    'com.shop.Main',
  ],
  [
    'error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory',
    'module-missing',
    'libpq.so.5',
  ],
  ['java.lang.OutOfMemoryError: Java heap space', 'heap-exhausted', ''],
  ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'heap-exhausted', ''],
  ['panic: runtime error: index out of range [3] with length 3', 'panic', ''],
  ["thread 'main' panicked at src/main.rs:4:5:", 'panic', ''],
  ['open /etc/app/config.yaml: no such file or directory', 'file-missing', '/etc/app/config.yaml'],
  // Loggers and shells in front: klog, glog, a script's position, a time.
  [
    'F0712 18:16:20.314448   21329 main.go:197] Failed to listen on secure address: listen tcp :9100: bind: address already in use',
    'address-in-use',
    '9100',
  ],
  [
    'F0210 01:36:39.123645       5 main.go:59] Port 80 is already in use. Please check the flag',
    'address-in-use',
    '80',
  ],
  [
    '2019/02/23 12:10:46 [emerg] 1#1: bind() to 0.0.0.0:25 failed (98: Address in use)',
    'address-in-use',
    '25',
  ],
  [
    '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:8443',
    'address-in-use',
    '8443',
  ],
  [
    "ERROR: [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use",
    'address-in-use',
    '8000',
  ],
  [
    '1:M 01 Jan 2024 10:00:00.123 # Warning: Could not create server TCP listening socket *:6379: bind: Address in use',
    'address-in-use',
    '6379',
  ],
  ['Web server failed to start. Port 8081 was already in use.', 'address-in-use', '8081'],
  ['listen unix /run/app.sock: bind: address already in use', 'address-in-use', ''],
  ['java.net.BindException: Address already in use', 'address-in-use', ''],
  [
    "/docker-entrypoint.d/20-envsubst.sh: line 33: can't create /etc/nginx/conf.d/default.conf: Read-only file system",
    'read-only-file-system',
    '/etc/nginx/conf.d/default.conf',
  ],
  [
    '/entrypoint.sh: 12: cannot create /var/run/app.pid: Read-only file system',
    'read-only-file-system',
    '/var/run/app.pid',
  ],
  ["Error: EROFS: read-only file system, open '/data/cache.db'", 'read-only-file-system', '/data/cache.db'],
  ["PermissionError: [Errno 13] Permission denied: '/srv/uploads'", 'permission-denied', '/srv/uploads'],
  [
    'nginx: [emerg] open() "/var/log/nginx/error.log" failed (13: Permission denied)',
    'permission-denied',
    '/var/log/nginx/error.log',
  ],
  ['rpc error: code = PermissionDenied desc = permission denied', 'permission-denied', ''],
  ['/run.sh: line 5: /opt/app/start: No such file or directory', 'file-missing', '/opt/app/start'],
  // musl and BusyBox.
  [
    'Error loading shared library libz.so.1: No such file or directory (needed by /app/server)',
    'module-missing',
    'libz.so.1',
  ],
  ['Could not connect to Redis at redis-ha:26379: Name does not resolve', 'host-unknown', 'redis-ha'],
  ['dial tcp 10.0.0.9:5432: connect: Host is unreachable', 'host-unreachable', '10.0.0.9:5432'],
  ["nc: can't connect to remote host (10.96.3.7): Operation timed out", 'host-unreachable', '10.96.3.7'],
  ['sh: psql: not found', 'command-missing', 'psql'],
  ['/start.sh: line 7: jq: command not found', 'command-missing', 'jq'],
  ['/start.sh: 7: envsubst: not found', 'command-missing', 'envsubst'],
  ["env: 'python': No such file or directory", 'command-missing', 'python'],
  ['exec: "git": executable file not found in $PATH', 'command-missing', 'git'],
  // The C library, memory and the processor.
  [
    "/app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app)",
    'library-too-old',
    'GLIBC_2.34',
  ],
  [
    "/app: /usr/lib64/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by /app)",
    'library-too-old',
    'GLIBCXX_3.4.29',
  ],
  ["terminate called after throwing an instance of 'std::bad_alloc'", 'memory-exhausted', ''],
  ['fatal error: runtime: out of memory', 'memory-exhausted', ''],
  ['There is insufficient memory for the Java Runtime Environment to continue.', 'memory-exhausted', ''],
  ['memory allocation of 1073741824 bytes failed', 'memory-exhausted', ''],
  ['/opt/libos.sh: line 344:    46 Illegal instruction     (core dumped) "$@"', 'illegal-instruction', ''],
  // Rights.
  [
    "iptables v1.8.4 (legacy): can't initialize iptables table `nat': Permission denied (you must be root)",
    'capability-missing',
    'iptables',
  ],
  [
    'iptables v1.8.10 (nf_tables): Could not fetch rule set generation id: Permission denied',
    'capability-missing',
    'iptables',
  ],
  ['RTNETLINK answers: Operation not permitted', 'capability-missing', ''],
  ['chown: /vault/logs: Operation not permitted', 'owner-refused', '/vault/logs'],
  [
    "chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted",
    'owner-refused',
    '/var/lib/postgresql/data',
  ],
  ['Error: chown /data/db: operation not permitted', 'owner-refused', '/data/db'],
  ['listen tcp :80: bind: permission denied', 'port-refused', '80'],
  ['nginx: [emerg] bind() to 0.0.0.0:443 failed (13: Permission denied)', 'port-refused', '443'],
  ['Error: listen EACCES: permission denied 0.0.0.0:80', 'port-refused', '80'],
  ['(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80', 'port-refused', '80'],
  ['listen unix /run/app.sock: bind: permission denied', 'permission-denied', '/run/app.sock'],
  // Servers that were reached and refuse.
  ['pq: password authentication failed for user "shop"', 'login-refused', 'shop'],
  [
    "Error 1045: Access denied for user 'kubefate'@'10.244.0.6' (using password: YES)",
    'login-refused',
    'kubefate',
  ],
  ['WRONGPASS invalid username-password pair or user is disabled.', 'login-refused', ''],
  [
    'secrets is forbidden: User "system:serviceaccount:shop:api" cannot list resource "secrets" in API group "" in the namespace "shop"',
    'api-refused',
    'list resource "secrets" as service account shop/api',
  ],
  [
    'Error: Get "https://10.96.0.1:443/api?timeout=32s": x509: certificate signed by unknown authority',
    'certificate-refused',
    '10.96.0.1:443',
  ],
  [
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate',
    'certificate-refused',
    '',
  ],
  ["Error: ENOSPC: System limit for number of file watchers reached, watch '/app'", 'too-many-files', ''],
  ['inotify_add_watch(/etc): No space left on device', 'too-many-files', ''],
  ['accept4: too many open files', 'too-many-files', ''],
  ['nginx: [emerg] setgid(101) failed (1: Operation not permitted)', 'capability-missing', 'setgid'],
  ["mkdir: cannot create directory '/srv/x': Operation not permitted", 'permission-denied', '/srv/x'],
  [
    'could not connect to server: Connection refused Is the server running on host "db" (10.0.0.1) and accepting TCP/IP connections on port 5432?',
    'connection-refused',
    'db:5432',
  ],
  [
    'nginx: [emerg] host not found in upstream "api.shop.svc" in /etc/nginx/conf.d/default.conf:12',
    'host-unknown',
    'api.shop.svc',
  ],
  ['dial tcp: lookup redis on 10.96.0.10:53: server misbehaving', 'host-unknown', 'redis'],
  [
    'ImportError: libGL.so.1: cannot open shared object file: No such file or directory',
    'module-missing',
    'libGL.so.1',
  ],
  ['/bin/sh: 1: ./start.sh: Permission denied', 'permission-denied', './start.sh'],
  [
    'java.nio.file.AccessDeniedException: /usr/share/elasticsearch/data/nodes',
    'permission-denied',
    '/usr/share/elasticsearch/data/nodes',
  ],
  ['ValueError: invalid literal', 'exception', ''],
  ['Exception in thread "main" java.lang.IllegalStateException: no', 'exception', ''],
])('%s', (line, kind, about) => {
  expect(hintIn(['starting', line])).toEqual({ kind, about, line })
})

test.each([
  ['nothing that it knows', ['lost lease', 'bye']],
  [
    'words that only look like an error name',
    ['entries not found: 3', 'no errors', 'panicking is not allowed'],
  ],
  ['nothing at all', []],
])('is silent about %s', (_what, lines) => {
  expect(hintIn(lines)).toBeNull()
})

test('reads the words of a structured line, and quotes them without their structure', () => {
  const line = JSON.stringify({
    level: 'info',
    time: '2022-06-05T20:34:09Z',
    msg: 'iptables-save v1.8.7 (legacy): Cannot initialize: Permission denied\n\n',
  })
  expect(hintIn([line, 'Error: exit status 1'])).toEqual({
    kind: 'capability-missing',
    about: 'iptables',
    line: 'iptables-save v1.8.7 (legacy): Cannot initialize: Permission denied',
  })
  expect(
    hintIn([
      '{"level":"fatal","msg":"start failed","error":"listen tcp :9090: bind: address already in use"}',
    ]),
  ).toEqual({
    kind: 'address-in-use',
    about: '9090',
    line: 'start failed: listen tcp :9090: bind: address already in use',
  })
})

test('reads a value that Rust prints over several lines as one', () => {
  const lines = [
    'Error: Rocket.',
    '[CAUSE] Bind(',
    'Os {',
    'code: 13,',
    'kind: PermissionDenied,',
    'message: "Permission denied",',
    '},',
    ')',
  ]
  expect(hintIn(lines)).toMatchObject({ kind: 'port-refused', about: '' })
})

// The roles in which a line names things: what a hint is about stands in the line, and is never a time or a source position.
test.each([
  '2024-01-02T03:04:05Z main.go:66: listen tcp 0.0.0.0:7070: bind: address already in use',
  'I0712 18:16:20.1 1 server.go:81] dial tcp 10.0.0.3:3306: connect: connection refused',
  '[2024-01-02 03:04:05,678] ERROR (main.py:12) open /srv/a.txt: permission denied',
  "/a/b.sh: line 9: mkdir: can't create directory '/x/y': Permission denied",
])('names only what stands in its role: %s', (line) => {
  const hint = hintIn([line])
  expect(line).toContain(hint?.about)
  expect(['18', '16', '03', '04', '05', '66', '81', '12', '9', '/a/b.sh']).not.toContain(hint?.about)
  expect(hint?.about).toMatch(/^(?:7070|10\.0\.0\.3:3306|\/srv\/a\.txt|\/x\/y)$/)
})

test('takes the special before the general, and the late before the early', () => {
  const trace = [
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 3, in <module>',
    'ConnectionError: dial db:5432: connection refused',
  ]
  expect(hintIn(trace)).toMatchObject({ kind: 'connection-refused', about: 'db:5432' })
  expect(hintIn(['dial a:80: connection refused', 'dial b:80: connection refused'])?.about).toBe('b:80')
})

// OpenSearch 2.11 in a container, HashiCorp Vault 1.15, MariaDB 11, mongod 7, Express 4, curl 8, cobra 1.8, clap 4, argparse of Python
// 3.12, PHP 8, Django 5, configparser, kube-rs 0.87, client-go 0.29, OpenSSL 3.
test.each([
  [
    '[1]: max file descriptors [4096] for opensearch process is too low, increase to at least [65535]',
    'limit-too-low',
    'file descriptors is 4096, at least 65535 is needed',
  ],
  [
    'max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]',
    'limit-too-low',
    'vm.max_map_count is 65530, at least 262144 is needed',
  ],
  ['FATAL:  sorry, too many clients already', 'too-many-clients', ''],
  ['ERROR 1040 (HY000): Too many connections', 'too-many-clients', ''],
  [
    'remote error: x509: certificate has expired or is not yet valid: current time 2024-06-01T00:00:00Z is before 2024-06-02T12:00:00Z',
    'certificate-expired',
    'from 2024-06-02T12:00:00Z on',
  ],
  [
    'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2024-06-01T00:00:00Z is after 2024-05-02T12:00:00Z',
    'certificate-expired',
    'until 2024-05-02T12:00:00Z',
  ],
  ['SSL routines::certificate verify failed: certificate has expired', 'certificate-expired', ''],
  ['Error: unknown flag: --leader-elects', 'option-unknown', '--leader-elects'],
  ['flag provided but not defined: -enable-foo', 'option-unknown', '-enable-foo'],
  ["error: unexpected argument '--prot' found", 'option-unknown', '--prot'],
  ['app.py: error: unrecognized arguments: --verbos', 'option-unknown', '--verbos'],
  ["unrecognized option '--foo'", 'option-unknown', '--foo'],
  ['invalid value "abc" for flag -port: parse error', 'setting-invalid', '-port'],
  ['LOG_LEVEL must be one of debug, info, warn, error', 'setting-invalid', 'LOG_LEVEL'],
  ["configparser.NoSectionError: No section: 'database'", 'setting-missing', 'database'],
  ["KeyError: 'DATABASE_URL'", 'setting-missing', 'DATABASE_URL'],
  ['required environment variable "API_TOKEN" is not set', 'setting-missing', 'API_TOKEN'],
  ['Error: please set the SECRET_KEY environment variable', 'setting-missing', 'SECRET_KEY'],
  [
    'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.example.com/v1/me',
    'status-refused',
    '403 from api.example.com',
  ],
  ['AxiosError: Request failed with status code 401', 'status-refused', '401'],
  [
    'leases.coordination.k8s.io "lock" is forbidden: User "system:serviceaccount:ci:runner" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "ci"',
    'api-refused',
    'get resource "leases" in API group "coordination.k8s.io" as service account ci/runner',
  ],
  [
    'HTTP status client error (403 Forbidden) for url (https://10.96.0.1/apis/apps/v1/deployments?limit=500)',
    'api-refused',
    'use resource "deployments" in API group "apps"',
  ],
  [
    'Error: listen EACCES: permission denied tcp://172.20.1.9:3000',
    'listen-refused',
    'tcp://172.20.1.9:3000',
  ],
  ['Error: listen EACCES: permission denied 0.0.0.0:80', 'port-refused', '80'],
  ['digital envelope routines::bad decrypt', 'decryption-failed', ''],
  ['listen tcp 10.1.2.3:9000: bind: cannot assign requested address', 'address-not-available', ''],
])('reads the decisive thing in %s', (line, kind, about) => {
  expect(hintIn(['starting', line])).toMatchObject({ kind, about })
})

// Go's crypto/cipher, and a token that is no login of a database.
test.each(['cipher: message authentication failed', 'token: authentication failed for request'])(
  'does not take %s for a refused login',
  (line) => {
    expect(hintIn([line])?.kind).not.toBe('login-refused')
  },
)
