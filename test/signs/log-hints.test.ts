import { expect, test } from 'vitest'
import { hintIn } from '../../src/signs/log-hints.ts'

test.each([
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

test('takes the special before the general, and the late before the early', () => {
  const trace = [
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 3, in <module>',
    'ConnectionError: dial db:5432: connection refused',
  ]
  expect(hintIn(trace)).toMatchObject({ kind: 'connection-refused', about: 'db:5432' })
  expect(hintIn(['dial a:80: connection refused', 'dial b:80: connection refused'])?.about).toBe('b:80')
})
