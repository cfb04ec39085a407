// Every word that Kubernetes is known to write, that was recorded, or that a cause is seen under, has a page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { causes } from '../../src/causes/index.ts'
import { readStatusFields } from '../../src/pod/status-fields.ts'
import { deriveStatus, newestMinor } from '../../src/status/derive.ts'
import { lookUp, meaningOf, words } from '../../src/status/dictionary.ts'
import { podsFolder, situations } from '../pods.ts'

/** The reasons that kubelets and container runtimes give to a waiting container. */
const waitingReasons = [
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'CreateContainerConfigError',
  'CreateContainerError',
  'PreCreateHookError',
  'PreStartHookError',
  'RunContainerError',
  'PostStartHookError',
  'RestartingAllContainers',
  'Blocked',
  'rpc error: code = Unknown desc = failed to look up credentials',
]

/** The reasons that kubelets and container runtimes give to the end of a container. */
const terminatedReasons = [
  'Completed',
  'Error',
  'OOMKilled',
  'StartError',
  'ContainerCannotRun',
  'Unknown',
  'seccomp killed',
  'ContainerStatusUnknown',
  'RestartingAllContainers',
]

/** The reasons that a pod itself can have. */
const podReasons = [
  'OutOfcpu',
  'OutOfmemory',
  'OutOfephemeral-storage',
  'OutOfpods',
  'OutOfnvidia.com/gpu',
  'NodeAffinity',
  'NodeName',
  'NodePorts',
  'TaintToleration',
  'PodOSSelectorNodeLabelDoesNotMatch',
  'PodOSNotSupported',
  'InvalidNodeInfo',
  'InitContainerRestartPolicyForbidden',
  'SupplementalGroupsPolicyNotSupported',
  'UnexpectedAdmissionError',
  'UnknownReason',
  'UnexpectedPredicateFailureType',
  'TopologyAffinityError',
  'SMTAlignmentError',
  'EmptyPodSharedPoolError',
  'SysctlForbidden',
  'AppArmor',
  'PodLevelResourcesNotSupported',
  'PodFeatureUnsupported',
  'VolumeAttachmentLimitExceeded',
  'NodeShutdown',
  'NoNewPrivs',
  'ProcMount',
  'Evicted',
  'Preempting',
  'DeadlineExceeded',
  'Terminated',
  'Shutdown',
  'NodeLost',
]

/** Declared in Kubernetes, and never the reason of a container. */
const invisibleReasons = [
  'KillContainerError',
  'CreatePodSandboxError',
  'ConfigPodSandboxError',
  'KillPodSandboxError',
  'ResizePodInPlaceError',
  'RemoveContainerError',
  'ImageVolumeMountFailed',
  'RROUnsupported',
]

const conditionWords = [
  'PodScheduled',
  'PodReadyToStartContainers',
  'PodHasNetwork',
  'Initialized',
  'ContainersReady',
  'Ready',
  'DisruptionTarget',
  'PodResizePending',
  'PodResizeInProgress',
  'AllContainersRestarting',
  'SchedulingGated',
  'Unschedulable',
  'SchedulerError',
  'PodSandboxNotReady',
  'ContainersNotInitialized',
  'ContainersNotReady',
  'ReadinessGatesNotReady',
  'UnknownContainerStatuses',
  'PodCompleted',
  'PodFailed',
  'PreemptionByScheduler',
  'PreemptionByKubeScheduler',
  'DeletionByTaintManager',
  'DeletionByDeviceTaintManager',
  'EvictionByEvictionAPI',
  'DeletionByPodGC',
  'TerminationByKubelet',
  'Deferred',
  'Infeasible',
  'RestartAllContainersStarted',
]

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']

/** The words of the entries that answer a query; empty when nothing was found. */
function found(query: string): string[] {
  const answer = lookUp(query)
  return 'found' in answer ? answer.found.map(({ word }) => word) : []
}

describe('the catalogue', () => {
  test.each([...invisibleReasons, ...conditionWords])('%s has a page', (word) => {
    expect(found(word)).toContain(word)
  })

  test.each(waitingReasons)('the waiting reason %s is known, also of an init container', (reason) => {
    expect(meaningOf(reason)).not.toBe('')
    expect(meaningOf(`Init:${reason}`)).toContain(meaningOf(reason))
  })

  test.each(terminatedReasons)('the terminated reason %s has a page that says so', (reason) => {
    const pages = words().filter(({ word }) => word === reason)
    expect(pages.some(({ kinds }) => kinds.includes('terminated-reason'))).toBe(true)
  })

  test.each(podReasons)('the pod reason %s is known', (reason) => {
    expect(meaningOf(reason)).not.toBe('')
    expect(found(reason)).toHaveLength(1)
  })

  const seenWords = [...new Set(causes.flatMap(({ seenAs }) => seenAs))].toSorted()
  test.each(seenWords)('%s, under which a cause is seen, is known', (word) => {
    expect(found(word)).not.toEqual([])
  })

  const recordedWords = [...new Set(situations.flatMap(recordedStatuses))].toSorted()
  test.each(recordedWords)('%s, which a server printed, is known', (word) => {
    expect(meaningOf(word)).not.toBe('')
  })

  test('every word that is derived from the known reasons is known', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(pods, fc.integer({ min: 20, max: newestMinor }), (pod, minor) => {
        const { word } = deriveStatus(readStatusFields(pod), minor, 0)
        seen.add(word)
        expect(meaningOf(word), word).not.toBe('')
      }),
      { numRuns: 5000 },
    )
    // The generator has to reach the words that come from no single field.
    const formed = ['NotReady', 'Terminating', 'SchedulingGated', 'Running', 'Init:Error', 'Unknown', '']
    expect(formed.filter((word) => !seen.has(word))).toEqual([])
    for (const form of [/^Init:\d\/\d$/, /^Init:Signal:/, /^Init:ExitCode:/, /^Signal:/, /^ExitCode:/]) {
      expect([...seen].some((word) => form.test(word))).toBe(true)
    }
  })
})

interface Table {
  readonly columnDefinitions?: readonly { readonly name: string }[]
  readonly rows: readonly { readonly cells: readonly unknown[] }[]
}

/** The STATUS column of the table that the server printed for a recorded situation. */
function recordedStatuses(situation: string): string[] {
  const table = JSON.parse(readFileSync(join(podsFolder, situation, 'table.json'), 'utf8')) as Table
  const column = table.columnDefinitions?.findIndex(({ name }) => name === 'Status') ?? -1
  return table.rows.map(({ cells }) => String(cells[column]))
}

const exitCode = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }))
const terminated = fc.record({
  reason: fc.constantFrom(...terminatedReasons, ''),
  exitCode,
  signal: fc.constantFrom(0, 0, 9, 15, 64),
})
const state = fc.oneof(
  fc.record({ running: fc.constant({}) }),
  fc.record({ waiting: fc.record({ reason: fc.constantFrom(...waitingReasons, '') }) }),
  fc.record({ terminated }),
)
const status = (name: string) =>
  fc.record({ name: fc.constant(name), ready: fc.boolean(), started: fc.boolean(), state })
const condition = fc.record({
  type: fc.constantFrom('PodScheduled', 'Initialized', 'Ready'),
  status: fc.constantFrom('True', 'False'),
  reason: fc.constantFrom('', '', 'SchedulingGated', 'Unschedulable'),
})
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 1 })

/** Pods made from the reasons that are known, in any mixture. */
const pods: fc.Arbitrary<object> = fc.record({
  metadata: fc.oneof(
    { arbitrary: fc.constant({}), weight: 4 },
    { arbitrary: fc.constant({ deletionTimestamp: '1970-01-01T00:00:00Z' }), weight: 1 },
  ),
  spec: fc.record({
    containers: fc.constant([{ name: 'a' }, { name: 'b' }]),
    initContainers: fc.constantFrom(
      [],
      [{ name: 'i' }],
      [{ name: 'i', restartPolicy: 'Always' }],
      [{ name: 'h' }, { name: 'i' }],
    ),
  }),
  status: fc.record({
    phase: fc.constantFrom(...phases, ''),
    reason: fc.oneof(fc.constant(''), fc.constant(''), fc.constantFrom(...podReasons)),
    conditions: fc.array(condition, { maxLength: 3 }),
    initContainerStatuses: some(status('i')),
    containerStatuses: fc.oneof(fc.constant([]), some(status('a')), fc.tuple(status('a'), status('b'))),
  }),
})
