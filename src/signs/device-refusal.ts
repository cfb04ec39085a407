// What the kubelet's managers of devices, cpus and memory say when they cannot give a pod what its node has announced.

import type { Item } from '../pod/item.ts'
import type { PodReading } from '../pod/reading.ts'
import { rejection } from './rejection.ts'
import { requestedResources } from './requests.ts'

/**
 * - `short`: fewer devices, cpus or bytes are free than the pod asks for.
 * - `unregistered`: no plugin has registered the resource since the kubelet started.
 * - `unhealthy`: the plugin reports none of its devices, or not the one in use, as healthy.
 * - `silent`: the connection to the plugin broke, or it did not answer in time.
 * - `plugin-error`: the plugin refused in words of its own.
 * - `other`: the kubelet says something else.
 */
export type DeviceProblem = 'short' | 'unregistered' | 'unhealthy' | 'silent' | 'plugin-error' | 'other'

export interface DeviceRefusal {
  readonly problem: DeviceProblem
  /** Such as `nvidia.com/gpu`; "" where it is not known. */
  readonly resource: string
  /** Amounts as written, "" where the message has none. */
  readonly requested: string
  readonly available: string
  /** The words that tell the problem, without what the kubelet wraps around them. */
  readonly says: string
  readonly evidence: readonly [Item, ...Item[]]
}

// `cm/container_manager_linux.go`: "Allocate failed due to %v, which is unexpected", up to 1.17 "Update plugin resources failed …".
const allocation = /^(?:Allocate|Update plugin resources) failed due to (.*?)(?:, which is unexpected)?\.?$/s
// `devicemanager/manager.go`, 1.13 to 1.37.
const shortage = /devices unavailable for (\S+)\. Requested: (\d+), Available: (\d+)/
const unregistered =
  /(?:can't allocate unregistered device|[Uu]nknown Device Plugin|endpoint not found in cache for a registered resource:?) (\S+)/
const unhealthy = /cannot allocate unhealthy devices (\S+)/
// `cpu_assignment.go`, `policy_static.go` of the memory manager.
const fewCpus = /not enough cpus available to satisfy request: requested=(\d+), available=(\d+)/
const broken =
  /code = (?:Unavailable|Canceled|DeadlineExceeded)\b|transport is closing|connection (?:refused|error|reset)|error reading from server|context deadline exceeded/
const fromPlugin = /rpc (?:error: code = |failed with err)/
const wrapping = /^(?:device plugin \w+ rpc failed with err: )?(?:rpc error: code = \w+ desc = )?/

/** The kubelet's refusal of a pod for what its managers could not allocate, or null. */
export function deviceRefusal(pod: PodReading): DeviceRefusal | null {
  const found = rejection(pod)
  if (found === null || found.reason !== 'UnexpectedAdmissionError') return null
  const words = allocation.exec(found.message)?.[1]
  if (words === undefined) return null
  const common = { requested: '', available: '', says: words.replace(wrapping, ''), evidence: found.evidence }
  const short = shortage.exec(words)
  if (short !== null) {
    const [, resource = '', requested = '', available = ''] = short
    return { ...common, problem: 'short', resource, requested, available }
  }
  const cpus = fewCpus.exec(words)
  if (cpus !== null) {
    const [, requested = '', available = ''] = cpus
    return { ...common, problem: 'short', resource: 'cpu', requested, available }
  }
  for (const [problem, text] of [
    ['unregistered', unregistered],
    ['unhealthy', unhealthy],
  ] as const) {
    const resource = text.exec(words)?.[1]
    if (resource !== undefined) return { ...common, problem, resource }
  }
  const resource = onlyDevice(pod)
  if (broken.test(words)) return { ...common, problem: 'silent', resource }
  return { ...common, problem: fromPlugin.test(pod.message.quote) ? 'plugin-error' : 'other', resource }
}

/** The one resource of a device plugin that the pod asks for; "" for none or several. Their names have a domain. */
function onlyDevice(pod: PodReading): string {
  const limited = pod.containers.flatMap(({ limits }) => limits.map(([name]) => name))
  const names = new Set([...requestedResources(pod), ...limited])
  const [only, ...others] = [...names].filter((name) => name.includes('/'))
  return only === undefined || others.length > 0 ? '' : only
}
