// A container as the pod asks for it, joined by name with what its node reports of it.
import type { V1Container, V1ContainerPort, V1PodSpec, V1ResourceRequirements } from '@kubernetes/client-node'
import type { ContainerStatus, Running, Terminated, Waiting } from './container-status.ts'
import { field, type Item } from './item.ts'
import { type Fields, int, list, object, pairs, text } from './json.ts'
import { type Hook, type Probe, program, readHook, readProbe } from './probe.ts'

/** `sidecar` is an init container with restartPolicy Always. */
type Role = 'init' | 'sidecar' | 'main' | 'ephemeral'

export interface Container {
  readonly name: string
  readonly role: Role
  /** Position in its spec list. */
  readonly index: number
  /** Such as `spec.containers[0]`. */
  readonly path: string
  /** Null: no status was reported for it. */
  readonly status: ContainerStatus | null
  /** The image that the spec asks for. */
  readonly image: Item
  readonly imagePullPolicy: string
  /** The first word of `command`, "" when the image's own entrypoint is used. Arguments may hold secrets and are not kept. */
  readonly program: string
  /** Container ports as written, by number. */
  readonly ports: readonly Port[]
  /** Amounts as written, such as ["memory", "24Mi"]. */
  readonly requests: readonly [string, string][]
  readonly limits: readonly [string, string][]
  /** The names of the volumes that it mounts as file systems, and of those that it takes as raw devices. */
  readonly volumeMounts: readonly string[]
  readonly volumeDevices: readonly string[]
  readonly probes: {
    readonly liveness: Probe | null
    readonly readiness: Probe | null
    readonly startup: Probe | null
  }
  readonly postStart: Hook | null
  readonly preStop: Hook | null
  /** Always, OnFailure or Never: the container's own, else the pod's. A regular init container is never restarted after success. */
  readonly restartPolicy: string
  /** Whether it has restart rules of its own, which can override the policy. */
  readonly hasRestartRules: boolean
  readonly terminationMessagePolicy: string
  readonly waiting: Waiting | null
  readonly running: Running | null
  /** The end of the current run, if it has ended. */
  readonly terminated: Terminated | null
  /** The end of the run before. */
  readonly lastTerminated: Terminated | null
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
}

interface Port {
  readonly name: string
  readonly containerPort: number
  readonly hostPort: number
  readonly protocol: string
  readonly path: string
}

/** The last exit that is known: of the current run if it ended, else of the one before. */
export function newestEnd(container: Container): Terminated | null {
  return container.terminated ?? container.lastTerminated
}

/** The restart count as evidence. */
export function restartsItem(container: Container): Item {
  const path = `${container.status?.path ?? 'status'}.restartCount`
  return { ...field(path, String(container.restartCount)), container: container.name }
}

/** Reads all containers in the order in which a pod starts them: init and sidecars, main, then ephemeral. */
export function readContainers(
  spec: Fields<V1PodSpec>,
  statuses: Readonly<Record<'init' | 'main' | 'ephemeral', readonly ContainerStatus[]>>,
): Container[] {
  const podPolicy = text(spec.restartPolicy) || 'Always'
  const init = list<V1Container>(spec.initContainers).map((container, index) =>
    readContainer(
      container,
      isSidecar(container) ? 'sidecar' : 'init',
      index,
      `spec.initContainers[${index}]`,
      statuses.init,
      podPolicy,
    ),
  )
  const main = list<V1Container>(spec.containers).map((container, index) =>
    readContainer(container, 'main', index, `spec.containers[${index}]`, statuses.main, podPolicy),
  )
  const ephemeral = list<V1Container>(spec.ephemeralContainers).map((container, index) =>
    readContainer(
      container,
      'ephemeral',
      index,
      `spec.ephemeralContainers[${index}]`,
      statuses.ephemeral,
      'Never',
    ),
  )
  return [...init, ...main, ...ephemeral]
}

/** Whether an init container keeps running beside the main ones (`IsRestartableInitContainer`). */
export function isSidecar(container: Fields<V1Container>): boolean {
  return container.restartPolicy === 'Always'
}

function readContainer(
  container: Fields<V1Container>,
  role: Role,
  index: number,
  path: string,
  statuses: readonly ContainerStatus[],
  podPolicy: string,
): Container {
  const name = text(container.name)
  const status = statuses.find((candidate) => candidate.name === name) ?? null
  const resources = object<V1ResourceRequirements>(container.resources)
  const initPolicy = podPolicy === 'Always' ? 'OnFailure' : podPolicy
  return {
    name,
    role,
    index,
    path,
    status,
    image: { ...field(`${path}.image`, text(container.image)), container: name },
    imagePullPolicy: text(container.imagePullPolicy),
    program: program(container.command),
    ports: readPorts(container, path),
    requests: pairs(resources.requests),
    limits: pairs(resources.limits),
    volumeMounts: list(container.volumeMounts).map((mount) => text(mount.name)),
    volumeDevices: list(container.volumeDevices).map((device) => text(device.name)),
    probes: {
      liveness: readProbe(container.livenessProbe, 'liveness', `${path}.livenessProbe`),
      readiness: readProbe(container.readinessProbe, 'readiness', `${path}.readinessProbe`),
      startup: readProbe(container.startupProbe, 'startup', `${path}.startupProbe`),
    },
    postStart: readHook(container.lifecycle, 'postStart', path),
    preStop: readHook(container.lifecycle, 'preStop', path),
    restartPolicy: text(container.restartPolicy) || (role === 'init' ? initPolicy : podPolicy),
    hasRestartRules: Array.isArray(container.restartPolicyRules) && container.restartPolicyRules.length > 0,
    terminationMessagePolicy: text(container.terminationMessagePolicy) || 'File',
    waiting: status?.state.waiting ?? null,
    running: status?.state.running ?? null,
    terminated: status?.state.terminated ?? null,
    lastTerminated: status?.lastState.terminated ?? null,
    ready: status?.ready ?? false,
    started: status?.started ?? false,
    restartCount: status?.restartCount ?? 0,
  }
}

function readPorts(container: Fields<V1Container>, path: string): Port[] {
  return list<V1ContainerPort>(container.ports).map((port, index) => ({
    name: text(port.name),
    containerPort: int(port.containerPort),
    hostPort: int(port.hostPort),
    protocol: text(port.protocol) || 'TCP',
    path: `${path}.ports[${index}]`,
  }))
}
