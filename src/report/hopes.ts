// What has to happen for each cause to go away: whoever waits for a rollout goes by it. When in doubt, it `passes`.
import type { Finding } from '../diagnosis/diagnosis.ts'

/**
 * - `spec`: only a change of the spec or of the image itself helps.
 * - `rule`: a rule of the cluster or namespace forbids it, which may be about to be changed together with the workload.
 * - `image`: the registry has to get something, which a pipeline does before it rolls out, if at all.
 * - `missing`: something else has to be made, which may come right behind; the node then takes up to a minute to try again.
 * - `crash`: the next run may end better; counted in runs.
 * - `replaced`: the pod has failed for good, and so will the next one that its controller makes; counted in pods.
 * - `passes`: by itself, often enough; or it is not known what would help.
 */
export type Recovery = 'spec' | 'rule' | 'image' | 'missing' | 'crash' | 'replaced' | 'passes'

export const recoveries: Readonly<Record<Finding['cause'], Recovery>> = {
  // creation
  'admission-policy-denied': 'rule',
  'admission-webhook-denied': 'rule',
  'admission-webhook-down': 'passes',
  'creation-invalid': 'spec',
  'creation-refused': 'passes',
  'job-failed': 'spec',
  'limit-range-violated': 'rule',
  'namespace-terminating': 'rule',
  'pod-security-refused': 'rule',
  'priority-class-missing': 'missing',
  'quota-amount-missing': 'missing',
  'quota-exceeded': 'missing',
  // The workload's own condition is looked at, whatever its pods are like.
  'rollout-stuck': 'passes',
  'runtime-class-missing': 'missing',
  'scaled-to-zero': 'passes',
  'service-account-missing': 'missing',
  'workload-suspended': 'passes',

  // scheduling: room, labels, nodes and volumes come and go.
  'claim-deleting': 'passes',
  'claim-missing': 'missing',
  'claim-unbound': 'passes',
  'claim-volume-lost': 'missing',
  'host-port-taken': 'passes',
  'insufficient-resources': 'passes',
  'no-nodes': 'passes',
  'no-volume-to-bind': 'passes',
  'node-missing': 'passes',
  'node-selector-unmatched': 'passes',
  'nodes-cordoned': 'passes',
  'pod-affinity-unmatched': 'passes',
  'pod-anti-affinity-conflict': 'passes',
  'preemption-pending': 'passes',
  'resource-claim-missing': 'missing',
  'resource-claim-unmet': 'passes',
  'scheduler-error': 'passes',
  'scheduler-unknown': 'missing',
  'scheduling-gated': 'passes',
  'taints-not-tolerated': 'passes',
  'too-many-pods': 'passes',
  'topology-spread-unmet': 'passes',
  unschedulable: 'passes',
  'volume-elsewhere': 'passes',
  'volume-in-use': 'passes',
  'volume-limit': 'passes',

  // admission: the next pod may come to another node, except where none can do what the spec asks for.
  'admission-rejected': 'passes',
  'app-armor-unavailable': 'replaced',
  'attachment-limit': 'passes',
  'device-allocation-failed': 'passes',
  'node-affinity-broken': 'passes',
  'node-feature-missing': 'replaced',
  'node-os-mismatch': 'replaced',
  'node-out-of-resource': 'passes',
  'node-shutting-down': 'passes',
  'resize-deferred': 'passes',
  'resize-failed': 'passes',
  'resize-infeasible': 'passes',
  'sysctl-forbidden': 'replaced',
  'topology-affinity-error': 'passes',

  // volumes
  'attach-failed': 'passes',
  'config-map-volume-missing': 'missing',
  'csi-driver-missing': 'missing',
  'host-path-mismatch': 'missing',
  'local-volume-path-missing': 'missing',
  'mount-failed': 'passes',
  'mount-tool-missing': 'missing',
  'secret-volume-missing': 'missing',
  'volume-attached-elsewhere': 'passes',
  'volume-key-missing': 'missing',
  'volume-on-other-node': 'passes',
  'volume-stage-failed': 'passes',

  // sandbox
  'network-not-ready': 'passes',
  'network-setup-failed': 'passes',
  'pod-addresses-exhausted': 'passes',
  'pod-sandbox-failed': 'passes',
  'resource-claim-prepare-failed': 'passes',
  'runtime-handler-missing': 'missing',
  'sandbox-image-failed': 'passes',

  // image
  'image-disk-full': 'passes',
  'image-inspect-failed': 'passes',
  'image-name-ambiguous': 'spec',
  'image-name-invalid': 'spec',
  'image-never-pulled': 'image',
  'image-platform-missing': 'spec',
  'image-pull-failed': 'passes',
  'image-pull-slow': 'passes',
  'image-signature-refused': 'image',
  'image-tag-missing': 'image',
  // A pull secret, or what is in it, comes like any other Secret.
  'pull-secret-missing': 'missing',
  'registry-certificate': 'missing',
  'registry-login-refused': 'missing',
  'registry-rate-limit': 'passes',
  // Unless its name does not exist: `hopeless.ts`.
  'registry-unreachable': 'passes',

  'kubelet-pull-limit': 'passes',
  'image-content-mismatch': 'passes',
  'image-store-damaged': 'passes',
  'registry-server-error': 'passes',
  'registry-access-blocked': 'passes',
  'registry-https-only': 'missing',
  'registry-proxy-failed': 'passes',
  // configuration
  'config-key-missing': 'missing',
  'config-map-missing': 'missing',
  'container-config-error': 'passes',
  'env-file-invalid': 'passes',
  'run-as-root-refused': 'spec',
  'secret-missing': 'missing',
  'sub-path-failed': 'passes',

  // startup
  'command-not-executable': 'spec',
  'command-not-found': 'spec',
  'container-create-failed': 'passes',
  'container-start-failed': 'crash',
  'container-user-missing': 'spec',
  'device-start-failed': 'crash',
  'init-container-running': 'passes',
  'interpreter-missing': 'spec',
  'memory-too-low-to-start': 'crash',
  'mount-target-invalid': 'spec',
  'no-command': 'spec',
  'post-start-failed': 'crash',
  'post-start-running': 'passes',
  'runtime-overloaded': 'passes',
  'security-profile-missing': 'missing',
  'sidecar-not-started': 'passes',
  'working-directory-missing': 'spec',
  'wrong-architecture': 'spec',

  'gpu-driver-mismatch': 'passes',
  'gpu-setup-failed': 'crash',
  'apparmor-parser-failed': 'missing',
  'container-name-taken': 'passes',
  'cgroup-write-refused': 'crash',
  'volume-source-missing': 'missing',
  // crash
  'app-exit': 'crash',
  'container-lost': 'passes',
  'exit-zero-loop': 'crash',
  'killed-by-signal': 'crash',
  'killed-without-reason': 'crash',
  'out-of-memory': 'crash',
  'stopped-by-signal': 'crash',

  'windows-status-exit': 'crash',
  // probes: a slow start looks like this, and a Deployment has a deadline of its own.
  'liveness-failing': 'passes',
  'liveness-kill': 'crash',
  'not-ready': 'passes',
  'probe-errored': 'passes',
  'readiness-failing': 'passes',
  'readiness-gate-unmet': 'passes',
  'startup-failing': 'passes',
  'startup-kill': 'crash',

  'liveness-errored': 'passes',
  // ending: another pod takes its place.
  'deadline-exceeded': 'passes',
  'deleted-by-gc': 'passes',
  evicted: 'passes',
  'evicted-by-api': 'passes',
  'evicted-by-pressure': 'passes',
  'evicted-by-taint': 'passes',
  'evicted-over-limit': 'replaced',
  'finalizer-held': 'passes',
  'kill-failed': 'passes',
  'killed-after-grace': 'passes',
  'node-lost': 'passes',
  'node-shutdown': 'passes',
  'pre-stop-hangs': 'passes',
  preempted: 'passes',
  'sigterm-ignored': 'passes',
  'stuck-terminating': 'passes',
}
