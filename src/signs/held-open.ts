// A pod that cannot complete: some of its main containers have ended for good, and another one runs on.
import type { Container } from '../pod/container.ts'
import type { Terminated } from '../pod/container-status.ts'
import type { Item } from '../pod/item.ts'
import { containersOf, hasEnded, type PodReading } from '../pod/reading.ts'
import { isRestarted } from './exits.ts'

export interface HeldOpen {
  /** The container that runs on. */
  readonly container: Container
  /** What is known of it: "" for a helper that only its name, image or ports give away. */
  readonly helper: Helper | ''
  /** Those that have ended, in the pod's order. */
  readonly ended: readonly { readonly name: string; readonly exitCode: number }[]
  /** When the last of them ended, in milliseconds; null where that is not known. */
  readonly since: number | null
  /** Whether something that ended has failed. */
  readonly hasFailed: boolean
  readonly evidence: readonly [Item, ...Item[]]
}

/** Helpers of which it is known how a program can end them. */
type Helper = 'istio' | 'linkerd' | 'cloud-sql-proxy' | 'vault-agent'

const helpers: readonly (readonly [Helper, RegExp, RegExp])[] = [
  ['istio', /^istio-proxy$/, /\/proxyv2(?:[:@]|$)/],
  ['linkerd', /^linkerd-proxy$/, /linkerd\S*\/proxy(?:[:@]|$)/],
  ['cloud-sql-proxy', /^cloud-?sql-?proxy$/, /\/(?:cloud-sql-proxy|gce-proxy)(?:[:@]|$)/],
  ['vault-agent', /^vault-agent$/, /(?!)/],
]
// Names that such containers have: proxies of meshes, databases and clouds, agents, log shippers, a Docker daemon.
const helperName =
  /(?:^|-)(?:proxy|sidecar|agent|envoy|dataplane|daprd|dind|exporter|collector|forwarder|shipper|fluent(?:d|-bit)|filebeat|promtail|logger|logging)(?:-|$)/
const helperImage =
  /\/(?:envoy|proxyv2|consul-dataplane|kuma-dp|daprd|fluent-?bit|fluentd|filebeat|promtail|otelcol\S*|opentelemetry-collector\S*|pgbouncer)(?:[:@]|$)|azwi\/proxy|docker:\S*dind/

// A program may end a helper itself as its last step, which takes a moment.
const endsWithin = 60 * 1000
// Two workers of one pod rarely end at once; one that serves ports, or is called an agent, may still be asked something.
const servesFor = 10 * 60 * 1000

/**
 * The main containers that hold up the end of a pod whose work is done. Two programs of one Job that take different times are
 * nothing of the kind, so something must tell them apart: a helper's name or image, the pod's default container, or open ports.
 */
export function heldOpen(pod: PodReading): HeldOpen[] {
  if (pod.deletion !== null || hasEnded(pod) || pod.restartPolicy === 'Always') return []
  const mains = containersOf(pod, 'main')
  const ended = mains.flatMap((container) => {
    const { terminated } = container
    return terminated === null || isRestarted(pod, container, terminated) ? [] : [{ container, terminated }]
  })
  const running = mains.filter(({ running: state }) => state !== null)
  if (ended.length === 0 || running.length === 0 || ended.length + running.length < mains.length) return []
  const since = lastEnd(ended.map(({ terminated }) => terminated))
  const passed = since === null ? null : pod.takenAt - since
  // In a file the newest time is a lower bound: what has passed may be much more.
  const isSoon = passed !== null && passed < endsWithin && pod.takenAtIs === 'exact'
  if (isSoon || !running.every((container) => isHelper(pod, container, ended, passed))) return []
  return running.map((container) => ({
    container,
    helper: knownHelper(container) ?? '',
    ended: ended.map((end) => ({ name: end.container.name, exitCode: end.terminated.exitCode })),
    since,
    hasFailed: ended.some(({ terminated }) => terminated.exitCode !== 0),
    evidence: [container.running ?? container.image, ...ended.map(({ terminated }) => terminated)],
  }))
}

function isHelper(
  pod: PodReading,
  container: Container,
  ended: readonly { readonly container: Container }[],
  passed: number | null,
): boolean {
  if (ended.some((end) => end.container.name === pod.defaultContainer)) return true
  if (container.name === pod.defaultContainer) return false
  if (knownHelper(container) !== undefined || helperImage.test(container.image.value)) return true
  const { liveness, readiness } = container.probes
  const serves = container.ports.length > 0 || liveness !== null || readiness !== null
  return (serves || helperName.test(container.name)) && passed !== null && passed >= servesFor
}

function knownHelper({ name, image }: Container): Helper | undefined {
  return helpers.find(([, names, images]) => names.test(name) || images.test(image.value))?.[0]
}

function lastEnd(ends: readonly Terminated[]): number | null {
  const times = ends.flatMap(({ finishedAt }) => finishedAt ?? [])
  return times.length === 0 ? null : Math.max(...times)
}
