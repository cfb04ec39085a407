// What a kubelet could not stop, by its event FailedKillPod.

export interface KillFailure {
  /** `container`: the runtime could not end a container. `network`: the sandbox's network could not be taken down. `sandbox`: the rest of it. */
  readonly part: 'container' | 'network' | 'sandbox' | 'unknown'
  /** The container, or the type of the network plugin; "" where it is not named. */
  readonly name: string
  /** The error at the end of what wraps it. */
  readonly says: string
}

// `KillPod` (`kuberuntime_manager.go`): errors of SyncResults, "failed to \"ACTION\" for \"TARGET\" with REASON: \"…\"".
const step = /failed to "(KillContainer|KillPodSandbox)" for "([^"]*)" with \w+: "?(.*)$/s
// Of containerd, of CRI-O, and of dockershim, which reported its plugins as `networkPlugin cni failed to teardown pod`.
const network =
  /failed to destroy network for sandbox|error removing pod \S+ from CNI network|networkPlugin cni failed to teardown|[Ff]ailed to tear ?down (?:pod )?network/
const plugin = /plugin type="([^"]+)"|from CNI network "([^"]+)"/
const wrapping = [
  /^.*?plugin type="[^"]+"(?: name="[^"]+")? failed \(delete\): /s,
  /^.*?error removing pod \S+ from CNI network "[^"]+": /s,
  /^.*?failed to teardown pod "[^"]+" network: /s,
  /^(?:rpc error: code = \w+ desc = )?(?:failed to (?:stop|destroy|kill)[^:]*: |Failed to [^:]*: )+/,
  /^rpc error: code = \w+ desc = /,
]

/** Reads the plain text of an event FailedKillPod. Where several things failed, the first counts: the kubelet goes in order. */
export function killFailure(message: string): KillFailure {
  const [, action = '', target = '', error = message] = step.exec(message) ?? []
  const [first = error] = error.split(/"?, failed to "/)
  const says = wrapping.reduce((text, wrap) => text.replace(wrap, ''), first.replace(/"?\]?\s*$/, ''))
  if (network.test(first)) {
    const [, type, config] = plugin.exec(first) ?? []
    return { part: 'network', name: type ?? config ?? '', says }
  }
  if (action === 'KillContainer') return { part: 'container', name: target, says }
  return { part: action === 'KillPodSandbox' ? 'sandbox' : 'unknown', name: '', says }
}
