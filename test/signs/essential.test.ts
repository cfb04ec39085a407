import { expect, test } from 'vitest'
import { essentialClause, essentialLine } from '../../src/signs/essential.ts'

// Each is what a program writes before it ends, with the line that a person would point at and the clause of it.
const cases: readonly (readonly [string, readonly string[], string])[] = [
  // PostgreSQL 16, log_line_prefix '%m [%p]'.
  [
    'PostgreSQL',
    [
      '2024-05-02 08:11:40.512 UTC [1] LOG:  starting PostgreSQL 16.2',
      '2024-05-02 08:11:40.530 UTC [1] FATAL:  data directory "/var/lib/postgresql/data" has wrong ownership',
      '2024-05-02 08:11:40.530 UTC [1] HINT:  The server must be started by the user that owns the data directory.',
    ],
    'data directory "/var/lib/postgresql/data" has wrong ownership',
  ],
  // Spring Boot 3.
  [
    'Spring Boot',
    [
      '2024-03-01T10:00:00.123Z ERROR 1 --- [           main] o.s.boot.SpringApplication               : Application run failed',
      '2024-03-01T10:00:00.124Z  INFO 1 --- [           main] o.s.b.a.l.ConditionEvaluationReportLogger : Enable the debug flag',
    ],
    'Application run failed',
  ],
  // klog of Kubernetes components, the chain of Go's fmt.Errorf("…: %w").
  [
    'klog and a chain',
    [
      'I0301 10:00:00.000000       1 server.go:100] Version: v1.29.0',
      'E0301 10:00:00.100000       1 run.go:74] "command failed" err="failed to load kubelet config file /var/lib/kubelet/config.yaml: strict decoding error: unknown field \\"cgroupDriverName\\""',
    ],
    'strict decoding error: unknown field \\"cgroupDriverName\\""',
  ],
  // Prometheus 2.x, go-kit's logfmt.
  [
    'logfmt',
    [
      'ts=2024-02-01T00:00:00.000Z caller=main.go:500 level=info msg="Starting Prometheus"',
      'ts=2024-02-01T00:00:00.010Z caller=main.go:532 level=error msg="Error loading config (--config.file=/etc/prometheus/prometheus.yml)" err="yaml: unmarshal errors:\\n  line 4: field scrape_intervall not found in type config.plain"',
    ],
    'field scrape_intervall not found in type config.plain',
  ],
  // npm 10 behind a program of Node 20.
  [
    'npm',
    [
      'Error: Validation error: "JWT_SECRET" is not allowed to be empty',
      'npm ERR! code ELIFECYCLE',
      'npm ERR! errno 1',
    ],
    'Validation error: "JWT_SECRET" is not allowed to be empty',
  ],
  // zap's JSON.
  [
    'zap',
    [
      '{"level":"error","ts":1706745600.1,"logger":"setup","msg":"problem running manager","error":"failed to wait for caches to sync: timed out waiting for cache to be synced"}',
      '{"level":"info","ts":1706745600.2,"msg":"Stopping and waiting for webhooks"}',
    ],
    'timed out waiting for cache to be synced',
  ],
]

test.each(cases)('chooses the clause that carries the error: %s', (_program, lines, clause) => {
  expect(essentialClause(essentialLine(lines))).toBe(clause)
})

test.each(cases)('says nothing that the lines do not say: %s', (_program, lines) => {
  const plain = (text: string) => text.replace(/\\n/g, ' ').replace(/\\/g, '').replace(/\s+/g, ' ')
  const all = plain(lines.join(' '))
  for (let from = 0; from < lines.length; from += 1) {
    const clause = plain(essentialClause(essentialLine(lines.slice(from))))
    for (const part of clause.split(/…|: /)) expect(all).toContain(part.trim())
  }
})

test('leaves out identifiers that nobody reads, and the end that says nothing', () => {
  const id = 'a'.repeat(64)
  // containerd 1.7 on Windows.
  expect(
    essentialClause(
      `failed to create containerd task: failed to create shim task: hcs::System::Start ${id}: The parameter is incorrect.: unknown`,
    ),
  ).toBe('hcs::System::Start …: The parameter is incorrect')
})

test('keeps a long last link in part, and marks the cut', () => {
  const clause = essentialClause(`error: ${'word '.repeat(60)}`)
  expect(clause.length).toBeLessThanOrEqual(142)
  expect(clause).toMatch(/ …$/)
})

test('of no lines there is no clause', () => {
  expect(essentialClause(essentialLine([]))).toBe('')
})
