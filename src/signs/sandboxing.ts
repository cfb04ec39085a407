// Sandboxes (the pod's own network and namespaces) that the runtime could not make.

import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import { sandboxCondition, unresolvedFailures } from './before-containers.ts'

export interface SandboxFailure {
  /** What kubelet and runtime said. */
  readonly message: string
  readonly problem: SandboxProblem
  readonly event: Event
  readonly evidence: readonly [Item, ...Item[]]
}

type SandboxProblem =
  | 'claim'
  | 'runtime-class'
  | 'handler'
  | 'network-not-ready'
  | 'addresses'
  | 'network'
  | 'sandbox-image'
  | 'memory'
  | 'busy'
  | 'other'

const sandboxReasons = new Set([
  'FailedCreatePodSandBox',
  'FailedCreatePodContainer',
  'NetworkNotReady',
  'FailedPrepareDynamicResources',
])

// In this order: a text may hold several of them, and the first is the deepest.
const problems: readonly (readonly [SandboxProblem, RegExp])[] = [
  // kubelet `kuberuntime_sandbox.go` with the API's NotFound: "runtimeclass.node.k8s.io "x" not found".
  ['runtime-class', /runtimeclass\S* "[^"]+" not found/i],
  // containerd 1.x and 2.x `no runtime for "x" is configured`; its shim "runtime "x" binary not installed";
  // CRI-O "failed to find runtime handler x from runtime list"; cri-dockerd `RuntimeHandler "x" not supported`.
  [
    'handler',
    /no runtime for "[^"]*" is configured|binary not installed|(?:failed to )?find runtime handler |RuntimeHandler "[^"]*" not supported/i,
  ],
  // kubelet `runtime_state.go`, containerd go-cni "cni plugin not initialized", CRI-O "No CNI configuration file in".
  [
    'network-not-ready',
    /network is not ready|cni plugin not initialized|No CNI configuration file in|no networks found in/i,
  ],
  // host-local "no IP addresses available in range set", AWS "failed to assign an IP address to container", Calico "no more free IP".
  [
    'addresses',
    /no IP addresses available|failed to assign an IP address|No more free IP|IP pool exhausted|no available IP/i,
  ],
  // containerd "failed to setup network for sandbox" (1.5 "failed to setup network"), CRI-O "failed to create pod network sandbox",
  // cri-dockerd "networkPlugin cni failed to set up pod".
  [
    'network',
    /failed to (?:setup|set up) (?:pod )?network|pod network sandbox|networkPlugin \S+ failed|adding pod .* to CNI network/i,
  ],
  // containerd "failed to get sandbox image", CRI-O "unable to pull pause image", 2.x `failed to pull sandbox image`.
  ['sandbox-image', /failed to (?:get|pull) sandbox image|pause image/i],
  // runc: the pod's memory limit also holds for its sandbox.
  ['memory', /init was OOM-killed|possibly OOM-killed|memory limit too low|set memory limit \d+ too low/i],
  ['busy', /context deadline exceeded|is reserved for|name is reserved/i],
]

/** The newest failure to make the sandbox that still stands, or null. */
export function sandboxFailure(pod: PodReading): SandboxFailure | null {
  const event = unresolvedFailures(pod, sandboxReasons)[0]
  if (event === undefined) return null
  const sandbox = sandboxCondition(pod)
  return {
    message: event.message,
    problem: problemOf(event),
    event,
    evidence: sandbox === null ? [event] : [event, sandbox],
  }
}

function problemOf({ reason, message }: Event): SandboxProblem {
  if (reason === 'FailedPrepareDynamicResources') return 'claim'
  if (reason === 'NetworkNotReady') return 'network-not-ready'
  return problems.find(([, says]) => says.test(message))?.[0] ?? 'other'
}
