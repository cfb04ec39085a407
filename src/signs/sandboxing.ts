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

// "dial unix /var/run/antrea/cni.sock", "open /run/flannel/subnet.env", "stat /var/lib/calico/nodename".
const agentFile =
  /\/(?:run|var\/lib)\/(?!containerd|docker|crio|cri-dockerd|netns|multus|kubelet|cni\/)([a-z][a-z-]*)\/(?:\S*?([a-z][a-z-]*)\.sock\b|\S*\bsocket\b|subnet\.env|nodename)/
// A socket may lie in the folder of another program and bear the name of its own: "/run/openvswitch/kube-ovn-daemon.sock".
const role = /-(?:daemon|agent|server|cni|cni-server)$/

function agentIn(message: string): string | undefined {
  const [, folder, socket = ''] = agentFile.exec(message) ?? []
  return role.test(socket) ? socket.replace(role, '') : folder
}

/** The network plugin that a failure names, the innermost where several are nested; "" where it names none. */
export function pluginIn(message: string): string {
  // libcni `plugin type="calico" failed (add): …`.
  const types = [...message.matchAll(/plugin type="([^"]+)"/g)].map(([, type = '']) => type)
  const own = types.findLast((type) => !delegators.test(type))
  if (own !== undefined) return own
  if (isOvn.test(message)) return 'ovn-kubernetes'
  const agent = /via local (cilium) agent/.exec(message)?.[1] ?? agentIn(message)
  return agent ?? types.at(-1) ?? /\b(Multus): /.exec(message)?.[1] ?? ''
}

/** What a network plugin asked for and did not get. */
export interface Unanswered {
  /**
   * - `no-socket`: the socket does not exist, so that its program does not run.
   * - `refused`: nothing accepts connections there.
   * - `silent`: no answer came in time.
   * - `unreachable`: no way leads there.
   * - `no-file`: a file is missing that the agent of the network writes.
   */
  readonly problem: 'no-socket' | 'refused' | 'silent' | 'unreachable' | 'no-file'
  /** The socket or file by its path, or the address with its port. */
  readonly where: string
  /** Whether it is the API server, by the path of the request. */
  readonly isApiServer: boolean
}

// Go's net: "dial unix /run/x.sock: connect: no such file or directory", "dial tcp 10.0.0.1:443: i/o timeout".
const dialled = /\bdial (?:unix|tcp|udp)\d? ([^\s"]+?):(?= ) (?:connect: )?([^"\]\n]+)/
const missingFile = /\b(?:open|stat|read) (\/[^\s:"]+): no such file or directory/
const reasons: readonly (readonly [Unanswered['problem'], RegExp])[] = [
  ['no-socket', /^no such file or directory/],
  ['refused', /^connection refused/],
  ['silent', /^(?:i\/o timeout|connection timed out|operation was canceled|context deadline exceeded)/],
  ['unreachable', /^(?:no route to host|network is unreachable|host is unreachable)/],
]

/** What a network plugin called in vain, by the words of Go's libraries; null where the failure tells of none. */
export function unansweredCall(message: string): Unanswered | null {
  const [, where = '', says = ''] = dialled.exec(message) ?? []
  const problem = reasons.find(([, wording]) => wording.test(says))?.[0]
  if (problem !== undefined) {
    return { problem, where, isApiServer: /https:\/\/\S+\/apis?\//.test(message) }
  }
  const file = missingFile.exec(message)?.[1]
  return file === undefined ? null : { problem: 'no-file', where: file, isApiServer: false }
}

// libcni `raw_exec.go`: "netplugin failed with no error message", from 1.0 on with the error of the process behind it; before 0.8
// "netplugin failed but error parsing its diagnostic message" and an empty one.
const silentPlugin =
  /netplugin failed (?:with no error message(?:: ([^\],\n]+))?|but error parsing its diagnostic message ""(?:: unexpected end of JSON input)?)/

/** How a network plugin ended that wrote no message, such as "signal: killed", "" where that is not told; null for one that did. */
export function endedSilently(message: string): string | null {
  const found = silentPlugin.exec(message)
  return found === null ? null : (found[1] ?? '').trim()
}
