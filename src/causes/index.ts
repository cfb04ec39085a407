// Every known cause, in no particular order: the ranking is by stage. test/causes/catalogue.test.ts says what is missing.

import { admissionRejected } from './admission/admission-rejected.ts'
import { appArmorUnavailable } from './admission/app-armor-unavailable.ts'
import { attachmentLimit } from './admission/attachment-limit.ts'
import { deviceAllocationFailed } from './admission/device-allocation-failed.ts'
import { foreignReport } from './admission/foreign-report.ts'
import { nodeAffinityBroken } from './admission/node-affinity-broken.ts'
import { nodeFeatureMissing } from './admission/node-feature-missing.ts'
import { nodeOsMismatch } from './admission/node-os-mismatch.ts'
import { nodeOutOfResource } from './admission/node-out-of-resource.ts'
import { nodeShuttingDown } from './admission/node-shutting-down.ts'
import { resizeDeferred } from './admission/resize-deferred.ts'
import { resizeFailed } from './admission/resize-failed.ts'
import { resizeInfeasible } from './admission/resize-infeasible.ts'
import { sysctlForbidden } from './admission/sysctl-forbidden.ts'
import { topologyAffinityError } from './admission/topology-affinity-error.ts'
import { configKeyMissing } from './configuration/config-key-missing.ts'
import { configMapMissing } from './configuration/config-map-missing.ts'
import { containerConfigError } from './configuration/container-config-error.ts'
import { envFileInvalid } from './configuration/env-file-invalid.ts'
import { runAsRootRefused } from './configuration/run-as-root-refused.ts'
import { secretMissing } from './configuration/secret-missing.ts'
import { subPathFailed } from './configuration/sub-path-failed.ts'
import { appExit } from './crash/app-exit.ts'
import { containerLost } from './crash/container-lost.ts'
import { exitZeroLoop } from './crash/exit-zero-loop.ts'
import { killedBySignal } from './crash/killed-by-signal.ts'
import { killedWithoutReason } from './crash/killed-without-reason.ts'
import { outOfMemory } from './crash/out-of-memory.ts'
import { stoppedBySignal } from './crash/stopped-by-signal.ts'
import { windowsStatusExit } from './crash/windows-status-exit.ts'
import { admissionPolicyDenied } from './creation/admission-policy-denied.ts'
import { admissionWebhookDenied } from './creation/admission-webhook-denied.ts'
import { admissionWebhookDown } from './creation/admission-webhook-down.ts'
import { creationInvalid } from './creation/creation-invalid.ts'
import { creationRefused } from './creation/creation-refused.ts'
import { jobFailed } from './creation/job-failed.ts'
import { limitRangeViolated } from './creation/limit-range-violated.ts'
import { namespaceTerminating } from './creation/namespace-terminating.ts'
import { podSecurityRefused } from './creation/pod-security-refused.ts'
import { priorityClassMissing } from './creation/priority-class-missing.ts'
import { pspRefused } from './creation/psp-refused.ts'
import { quotaAmountMissing } from './creation/quota-amount-missing.ts'
import { quotaExceeded } from './creation/quota-exceeded.ts'
import { quotaRequired } from './creation/quota-required.ts'
import { rolloutStuck } from './creation/rollout-stuck.ts'
import { runtimeClassMissing } from './creation/runtime-class-missing.ts'
import { scaledToZero } from './creation/scaled-to-zero.ts'
import { sccRefused } from './creation/scc-refused.ts'
import { scheduleInvalid } from './creation/schedule-invalid.ts'
import { scheduleMissed } from './creation/schedule-missed.ts'
import { serviceAccountMissing } from './creation/service-account-missing.ts'
import { workloadSuspended } from './creation/workload-suspended.ts'
import type { Cause, Facts } from './define-cause.ts'
import { deadlineExceeded } from './ending/deadline-exceeded.ts'
import { deletedByGc } from './ending/deleted-by-gc.ts'
import { evicted } from './ending/evicted.ts'
import { evictedByApi } from './ending/evicted-by-api.ts'
import { evictedByPressure } from './ending/evicted-by-pressure.ts'
import { evictedByTaint } from './ending/evicted-by-taint.ts'
import { evictedOverLimit } from './ending/evicted-over-limit.ts'
import { finalizerHeld } from './ending/finalizer-held.ts'
import { killFailed } from './ending/kill-failed.ts'
import { killedAfterGrace } from './ending/killed-after-grace.ts'
import { nodeLost } from './ending/node-lost.ts'
import { nodeShutdown } from './ending/node-shutdown.ts'
import { podHeldOpen } from './ending/pod-held-open.ts'
import { preStopFailed } from './ending/pre-stop-failed.ts'
import { preStopHangs } from './ending/pre-stop-hangs.ts'
import { preempted } from './ending/preempted.ts'
import { sigtermIgnored } from './ending/sigterm-ignored.ts'
import { stuckTerminating } from './ending/stuck-terminating.ts'
import { imageContentMismatch } from './image/image-content-mismatch.ts'
import { imageDiskFull } from './image/image-disk-full.ts'
import { imageFormatOutdated } from './image/image-format-outdated.ts'
import { imageInspectFailed } from './image/image-inspect-failed.ts'
import { imageNameAmbiguous } from './image/image-name-ambiguous.ts'
import { imageNameInvalid } from './image/image-name-invalid.ts'
import { imageNeverPulled } from './image/image-never-pulled.ts'
import { imagePlatformMissing } from './image/image-platform-missing.ts'
import { imagePullFailed } from './image/image-pull-failed.ts'
import { imagePullSlow } from './image/image-pull-slow.ts'
import { imageSignatureRefused } from './image/image-signature-refused.ts'
import { imageStoreDamaged } from './image/image-store-damaged.ts'
import { imageTagMissing } from './image/image-tag-missing.ts'
import { kubeletPullLimit } from './image/kubelet-pull-limit.ts'
import { pullSecretMissing } from './image/pull-secret-missing.ts'
import { registryAccessBlocked } from './image/registry-access-blocked.ts'
import { registryCertificate } from './image/registry-certificate.ts'
import { registryHttpsOnly } from './image/registry-https-only.ts'
import { registryLoginRefused } from './image/registry-login-refused.ts'
import { registryProxyFailed } from './image/registry-proxy-failed.ts'
import { registryRateLimit } from './image/registry-rate-limit.ts'
import { registryServerError } from './image/registry-server-error.ts'
import { registryUnreachable } from './image/registry-unreachable.ts'
import { livenessErrored } from './probes/liveness-errored.ts'
import { livenessFailing } from './probes/liveness-failing.ts'
import { livenessKill } from './probes/liveness-kill.ts'
import { notReady } from './probes/not-ready.ts'
import { probeErrored } from './probes/probe-errored.ts'
import { readinessFailing } from './probes/readiness-failing.ts'
import { readinessGateUnmet } from './probes/readiness-gate-unmet.ts'
import { startupFailing } from './probes/startup-failing.ts'
import { startupKill } from './probes/startup-kill.ts'
import { networkAttachmentMissing } from './sandbox/network-attachment-missing.ts'
import { networkLoginRefused } from './sandbox/network-login-refused.ts'
import { networkNotReady } from './sandbox/network-not-ready.ts'
import { networkSetupFailed } from './sandbox/network-setup-failed.ts'
import { podAddressesExhausted } from './sandbox/pod-addresses-exhausted.ts'
import { podSandboxFailed } from './sandbox/pod-sandbox-failed.ts'
import { resourceClaimPrepareFailed } from './sandbox/resource-claim-prepare-failed.ts'
import { runtimeHandlerMissing } from './sandbox/runtime-handler-missing.ts'
import { sandboxImageFailed } from './sandbox/sandbox-image-failed.ts'
import { applicationRejected } from './scheduling/application-rejected.ts'
import { claimDeleting } from './scheduling/claim-deleting.ts'
import { claimMissing } from './scheduling/claim-missing.ts'
import { claimProvisioningFailed } from './scheduling/claim-provisioning-failed.ts'
import { claimUnbound } from './scheduling/claim-unbound.ts'
import { claimVolumeLost } from './scheduling/claim-volume-lost.ts'
import { gangIncomplete } from './scheduling/gang-incomplete.ts'
import { hostPortTaken } from './scheduling/host-port-taken.ts'
import { insufficientResources } from './scheduling/insufficient-resources.ts'
import { noNodes } from './scheduling/no-nodes.ts'
import { noVolumeToBind } from './scheduling/no-volume-to-bind.ts'
import { nodeBeingAdded } from './scheduling/node-being-added.ts'
import { nodeMissing } from './scheduling/node-missing.ts'
import { nodeNotAdded } from './scheduling/node-not-added.ts'
import { nodeSelectorUnmatched } from './scheduling/node-selector-unmatched.ts'
import { nodesCordoned } from './scheduling/nodes-cordoned.ts'
import { podAffinityUnmatched } from './scheduling/pod-affinity-unmatched.ts'
import { podAntiAffinityConflict } from './scheduling/pod-anti-affinity-conflict.ts'
import { preemptionPending } from './scheduling/preemption-pending.ts'
import { resourceClaimMissing } from './scheduling/resource-claim-missing.ts'
import { resourceClaimUnmet } from './scheduling/resource-claim-unmet.ts'
import { schedulerError } from './scheduling/scheduler-error.ts'
import { schedulerQuotaExceeded } from './scheduling/scheduler-quota-exceeded.ts'
import { schedulerUnknown } from './scheduling/scheduler-unknown.ts'
import { schedulingGated } from './scheduling/scheduling-gated.ts'
import { taintsNotTolerated } from './scheduling/taints-not-tolerated.ts'
import { tooManyPods } from './scheduling/too-many-pods.ts'
import { topologySpreadUnmet } from './scheduling/topology-spread-unmet.ts'
import { unschedulable } from './scheduling/unschedulable.ts'
import { volumeElsewhere } from './scheduling/volume-elsewhere.ts'
import { volumeInUse } from './scheduling/volume-in-use.ts'
import { volumeLimit } from './scheduling/volume-limit.ts'
import { apparmorParserFailed } from './startup/apparmor-parser-failed.ts'
import { cgroupWriteRefused } from './startup/cgroup-write-refused.ts'
import { commandNotExecutable } from './startup/command-not-executable.ts'
import { commandNotFound } from './startup/command-not-found.ts'
import { containerCreateFailed } from './startup/container-create-failed.ts'
import { containerNameTaken } from './startup/container-name-taken.ts'
import { containerStartFailed } from './startup/container-start-failed.ts'
import { containerUserMissing } from './startup/container-user-missing.ts'
import { deviceStartFailed } from './startup/device-start-failed.ts'
import { gpuDriverMismatch } from './startup/gpu-driver-mismatch.ts'
import { gpuSetupFailed } from './startup/gpu-setup-failed.ts'
import { initContainerRunning } from './startup/init-container-running.ts'
import { interpreterMissing } from './startup/interpreter-missing.ts'
import { memoryTooLowToStart } from './startup/memory-too-low-to-start.ts'
import { mountTargetInvalid } from './startup/mount-target-invalid.ts'
import { noCommand } from './startup/no-command.ts'
import { postStartFailed } from './startup/post-start-failed.ts'
import { postStartRunning } from './startup/post-start-running.ts'
import { runtimeOverloaded } from './startup/runtime-overloaded.ts'
import { securityProfileMissing } from './startup/security-profile-missing.ts'
import { sidecarNotStarted } from './startup/sidecar-not-started.ts'
import { volumeSourceMissing } from './startup/volume-source-missing.ts'
import { workingDirectoryMissing } from './startup/working-directory-missing.ts'
import { wrongArchitecture } from './startup/wrong-architecture.ts'
import { attachFailed } from './volumes/attach-failed.ts'
import { configMapVolumeMissing } from './volumes/config-map-volume-missing.ts'
import { csiDriverMissing } from './volumes/csi-driver-missing.ts'
import { fileSystemDamaged } from './volumes/file-system-damaged.ts'
import { hostPathMismatch } from './volumes/host-path-mismatch.ts'
import { localVolumePathMissing } from './volumes/local-volume-path-missing.ts'
import { mountFailed } from './volumes/mount-failed.ts'
import { mountStale } from './volumes/mount-stale.ts'
import { mountToolMissing } from './volumes/mount-tool-missing.ts'
import { secretStoreFailed } from './volumes/secret-store-failed.ts'
import { secretVolumeMissing } from './volumes/secret-volume-missing.ts'
import { shareDenied } from './volumes/share-denied.ts'
import { shareMissing } from './volumes/share-missing.ts'
import { shareUnreachable } from './volumes/share-unreachable.ts'
import { volumeAttachedElsewhere } from './volumes/volume-attached-elsewhere.ts'
import { volumeKeyMissing } from './volumes/volume-key-missing.ts'
import { volumeModeMismatch } from './volumes/volume-mode-mismatch.ts'
import { volumeOnOtherNode } from './volumes/volume-on-other-node.ts'
import { volumeStageFailed } from './volumes/volume-stage-failed.ts'

const all = [
  admissionPolicyDenied,
  admissionRejected,
  admissionWebhookDenied,
  admissionWebhookDown,
  appArmorUnavailable,
  appExit,
  applicationRejected,
  attachFailed,
  attachmentLimit,
  claimDeleting,
  claimMissing,
  claimProvisioningFailed,
  claimUnbound,
  claimVolumeLost,
  commandNotExecutable,
  commandNotFound,
  configKeyMissing,
  configMapMissing,
  configMapVolumeMissing,
  containerConfigError,
  containerCreateFailed,
  containerLost,
  containerStartFailed,
  containerUserMissing,
  creationInvalid,
  creationRefused,
  csiDriverMissing,
  deadlineExceeded,
  deletedByGc,
  deviceAllocationFailed,
  deviceStartFailed,
  envFileInvalid,
  evicted,
  evictedByApi,
  evictedByPressure,
  evictedByTaint,
  evictedOverLimit,
  exitZeroLoop,
  fileSystemDamaged,
  finalizerHeld,
  gangIncomplete,
  foreignReport,
  hostPathMismatch,
  hostPortTaken,
  imageDiskFull,
  imageFormatOutdated,
  imageInspectFailed,
  imageNameAmbiguous,
  imageNameInvalid,
  imageNeverPulled,
  imagePlatformMissing,
  imagePullFailed,
  imagePullSlow,
  imageSignatureRefused,
  imageTagMissing,
  initContainerRunning,
  insufficientResources,
  interpreterMissing,
  jobFailed,
  killFailed,
  killedAfterGrace,
  killedBySignal,
  killedWithoutReason,
  limitRangeViolated,
  livenessFailing,
  livenessKill,
  localVolumePathMissing,
  memoryTooLowToStart,
  mountFailed,
  mountStale,
  mountTargetInvalid,
  mountToolMissing,
  namespaceTerminating,
  networkAttachmentMissing,
  networkLoginRefused,
  networkNotReady,
  networkSetupFailed,
  noCommand,
  noNodes,
  noVolumeToBind,
  nodeAffinityBroken,
  nodeBeingAdded,
  nodeFeatureMissing,
  nodeLost,
  nodeMissing,
  nodeNotAdded,
  nodeOsMismatch,
  nodeOutOfResource,
  nodeSelectorUnmatched,
  nodeShutdown,
  nodeShuttingDown,
  nodesCordoned,
  notReady,
  outOfMemory,
  podAddressesExhausted,
  podAffinityUnmatched,
  podAntiAffinityConflict,
  podHeldOpen,
  podSandboxFailed,
  podSecurityRefused,
  postStartFailed,
  postStartRunning,
  preStopHangs,
  preStopFailed,
  preempted,
  preemptionPending,
  priorityClassMissing,
  probeErrored,
  pspRefused,
  pullSecretMissing,
  quotaAmountMissing,
  quotaExceeded,
  quotaRequired,
  readinessFailing,
  readinessGateUnmet,
  registryCertificate,
  registryLoginRefused,
  registryRateLimit,
  registryUnreachable,
  resizeDeferred,
  resizeFailed,
  resizeInfeasible,
  resourceClaimMissing,
  resourceClaimPrepareFailed,
  resourceClaimUnmet,
  rolloutStuck,
  runAsRootRefused,
  runtimeClassMissing,
  runtimeHandlerMissing,
  runtimeOverloaded,
  sandboxImageFailed,
  scaledToZero,
  sccRefused,
  scheduleInvalid,
  scheduleMissed,
  schedulerError,
  schedulerQuotaExceeded,
  schedulerUnknown,
  schedulingGated,
  secretMissing,
  secretStoreFailed,
  secretVolumeMissing,
  securityProfileMissing,
  serviceAccountMissing,
  shareDenied,
  shareMissing,
  shareUnreachable,
  sidecarNotStarted,
  sigtermIgnored,
  startupFailing,
  startupKill,
  stoppedBySignal,
  stuckTerminating,
  subPathFailed,
  sysctlForbidden,
  taintsNotTolerated,
  tooManyPods,
  topologyAffinityError,
  topologySpreadUnmet,
  unschedulable,
  volumeAttachedElsewhere,
  volumeElsewhere,
  volumeInUse,
  volumeKeyMissing,
  volumeLimit,
  volumeModeMismatch,
  volumeOnOtherNode,
  volumeStageFailed,
  workingDirectoryMissing,
  workloadSuspended,
  wrongArchitecture,
  kubeletPullLimit,
  imageContentMismatch,
  imageStoreDamaged,
  registryServerError,
  registryAccessBlocked,
  registryHttpsOnly,
  registryProxyFailed,
  gpuDriverMismatch,
  gpuSetupFailed,
  apparmorParserFailed,
  containerNameTaken,
  cgroupWriteRefused,
  volumeSourceMissing,
  livenessErrored,
  windowsStatusExit,
] as const

export type CauseId = (typeof all)[number]['id']

// A cause's facts are its own business: outside its file they are only data.
export const causes = all as readonly unknown[] as readonly Cause<CauseId, Facts>[]
