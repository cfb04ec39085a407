import type { V1Lifecycle, V1LifecycleHandler, V1Probe, V1SleepAction } from '@kubernetes/client-node'
import { type Fields, int, isObject, object, text } from './json.ts'

export type ProbeKind = 'liveness' | 'readiness' | 'startup'

/** A probe as the pod asks for it. Commands and headers may hold secrets: only the program's name is kept. */
export interface Probe {
  readonly kind: ProbeKind
  readonly path: string
  /** Such as `GET :8080/healthz`, `TCP :5432`, `gRPC :9000` or `exec cat`. */
  readonly asks: string
  /** The port as written, a number or a name; "" for exec. */
  readonly port: string
  readonly initialDelaySeconds: number
  readonly periodSeconds: number
  readonly timeoutSeconds: number
  readonly failureThreshold: number
  readonly successThreshold: number
}

/** A postStart or preStop hook. */
export interface Hook {
  readonly path: string
  /** `exec`, `http`, `tcp`, `sleep` or `unknown`. */
  readonly does: string
  /** For a sleep hook, its seconds. */
  readonly seconds: number
}

/** Reads a probe; the API server's defaults stand in for omitted numbers. */
export function readProbe(raw: unknown, kind: ProbeKind, path: string): Probe | null {
  if (!isObject(raw)) return null
  const probe = object<V1Probe>(raw)
  const { asks, port } = readAction(probe)
  return {
    kind,
    path,
    asks,
    port,
    initialDelaySeconds: int(probe.initialDelaySeconds),
    periodSeconds: int(probe.periodSeconds) || 10,
    timeoutSeconds: int(probe.timeoutSeconds) || 1,
    failureThreshold: int(probe.failureThreshold) || 3,
    successThreshold: int(probe.successThreshold) || 1,
  }
}

function readAction(probe: Fields<V1Probe>): { asks: string; port: string } {
  if (isObject(probe.httpGet)) {
    const { port, path } = probe.httpGet
    return { asks: `GET :${portOf(port)}${text(path) || '/'}`, port: portOf(port) }
  }
  if (isObject(probe.tcpSocket))
    return { asks: `TCP :${portOf(probe.tcpSocket.port)}`, port: portOf(probe.tcpSocket.port) }
  if (isObject(probe.grpc)) return { asks: `gRPC :${portOf(probe.grpc.port)}`, port: portOf(probe.grpc.port) }
  if (isObject(probe.exec)) return { asks: `exec ${program(probe.exec.command)}`, port: '' }
  return { asks: 'unknown', port: '' }
}

function portOf(port: unknown): string {
  return typeof port === 'number' ? String(port) : text(port)
}

/** The first word of a command. The rest may hold secrets and is never kept. */
export function program(command: unknown): string {
  return Array.isArray(command) ? text(command[0]) : ''
}

/** Reads one side of a container's lifecycle. */
export function readHook(
  lifecycle: unknown,
  side: 'postStart' | 'preStop',
  containerPath: string,
): Hook | null {
  const hook = object<V1Lifecycle>(lifecycle)[side]
  if (!isObject(hook)) return null
  const handler = object<V1LifecycleHandler>(hook)
  const does = isObject(handler.exec)
    ? 'exec'
    : isObject(handler.httpGet)
      ? 'http'
      : isObject(handler.tcpSocket)
        ? 'tcp'
        : isObject(handler.sleep)
          ? 'sleep'
          : 'unknown'
  return {
    path: `${containerPath}.lifecycle.${side}`,
    does,
    seconds: int(object<V1SleepAction>(handler.sleep).seconds),
  }
}
