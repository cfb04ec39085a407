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
  | 'attachment-missing'
  | 'login'
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

// What the controllers of networks write about a pod that they could not set up: OVN-Kubernetes `recordPodErrorEvent` (from 2023 on
// ErrorAddingResource and ErrorUpdatingResource), Amazon's VPC resource controller.
const controllerReasons = new Set([
  'ErrorAddingLogicalPort',
  'ErrorAddingResource',
  'ErrorUpdatingResource',
  'BranchAllocationFailed',
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
  // Multus `getKubernetesDelegate`: "cannot find (get) a network-attachment-definition (n) in namespace (ns)".
  [
    'attachment-missing',
    /cannot find (?:get )?a network-attachment-definition|network-attachment-definitions\.\S+ "[^"]+" not found/,
  ],
  // host-local "no IP addresses available in range set"; AWS "failed to assign an IP address to container"; Calico "No IPs available in
  // pools", "Assigned 0 out of 1 requested IPv4 addresses", before 3.0 "no more free IP addresses"; Cilium "range is full", "No more
  // IPs available"; whereabouts "Could not allocate IP in range"; Azure "No available addresses"; Kube-OVN "NoAvailableAddress";
  // OVN-Kubernetes "subnet … range is full"; Terway "InvalidVSwitchId.IpNotEnough"; Spiderpool "all IPs used out", "exhausted".
  [
    'addresses',
    /no IP addresses available|failed to assign an IP address|(?:no|0) (?:more |available |free |unused )*(?:IP|IPv[46])s?(?: addresses)? (?:are |is |in |left|available)|no (?:more )?free IP|No more free IP|no (?:more )?available (?:IP|address)|NoAvailableAddress|No IPs available|Assigned 0 out of \d+ requested|Could not allocate IP in range|\brange is full\b|\bIpNotEnough\b|InsufficientFreeAddresses|all IPs? (?:addresses )?used out|\bIP(?:v[46])?(?: pool| address(?:es)?|s)?\b[^.\n]{0,40}\bexhausted/i,
  ],
  // The API server refuses the token in the plugin's own kubeconfig: Calico "connection is unauthorized: Unauthorized", Multus "error
  // getting pod: Unauthorized"; RBAC refuses its rights: `pods "p" is forbidden: User "u" cannot get resource`.
  [
    'login',
    /(?:CNI|[Mm]ultus|network|plugin)[\s\S]*(?:\bUnauthorized\b|(?:must be logged in|provide credentials)|is forbidden: User )/,
  ],
  // containerd "failed to setup network for sandbox" (1.5 "failed to setup network"), CRI-O "failed to create pod network sandbox",
  // cri-dockerd "networkPlugin cni failed to set up pod".
  [
    'network',
    /failed to (?:setup|set up) (?:pod )?network|pod network sandbox|networkPlugin \S+ failed|adding pod .* to CNI network/i,
  ],
  // dockershim "failed pulling image "i"", which no other step of a sandbox says; containerd "failed to get sandbox image", CRI-O "unable to pull pause image", 2.x `failed to pull sandbox image`.
  ['sandbox-image', /failed to (?:get|pull) sandbox image|pause image|failed pulling image/i],
  // runc: the pod's memory limit also holds for its sandbox.
  ['memory', /init was OOM-killed|possibly OOM-killed|memory limit too low|set memory limit \d+ too low/i],
  ['busy', /context deadline exceeded|is reserved for|name is reserved/i],
]

/** The newest failure to make the sandbox that still stands, or null. */
export function sandboxFailure(pod: PodReading): SandboxFailure | null {
  const event = unresolvedFailures(pod, sandboxReasons)[0]
  const told = unresolvedFailures(pod, controllerReasons)[0]
  // The controller knows the reason; the runtime only knows that it waits for the controller.
  if (told !== undefined) {
    const problem = problemOf(told)
    return {
      message: told.message,
      problem: problem === 'other' || problem === 'busy' ? 'network' : problem,
      event: told,
      evidence: event === undefined ? [told] : [told, event],
    }
  }
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

// What hands the pod on to the plugins that do the work.
const delegators = /^multus/i
// OVN-Kubernetes' own words, behind whatever the network is called.
const isOvn = /\bovn-installed\b|OVS port binding|\bOVN\b|ovn-kubernetes/

// "dial unix /var/run/antrea/cni.sock", "open /run/flannel/subnet.env".
const agentFile =
  /\/run\/(?!containerd|docker|crio|cri-dockerd|netns|multus)([a-z][a-z-]*)\/(?:\S*\.sock|subnet\.env)/

/** The network plugin that a failure names, the innermost where several are nested; "" where it names none. */
export function pluginIn(message: string): string {
  // libcni `plugin type="calico" failed (add): …`.
  const types = [...message.matchAll(/plugin type="([^"]+)"/g)].map(([, type = '']) => type)
  const own = types.findLast((type) => !delegators.test(type))
  if (own !== undefined) return own
  if (isOvn.test(message)) return 'ovn-kubernetes'
  const agent = (/via local (cilium) agent/.exec(message) ?? agentFile.exec(message))?.[1]
  return agent ?? types.at(-1) ?? /\b(Multus): /.exec(message)?.[1] ?? ''
}
