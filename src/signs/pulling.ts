import type { Container } from '../pod/container.ts'
import type { Waiting } from '../pod/container-status.ts'
import type { Event } from '../pod/event.ts'
import type { Item } from '../pod/item.ts'
import { hasEnded, type PodReading } from '../pod/reading.ts'
import { type PullProblem, readPullProblem } from './pull-error.ts'

/** A container whose image (or image volume) cannot be pulled. */
export interface PullFailure {
  readonly container: Container
  /** The image that is pulled: the container's own, or that of a volume of kind `image` which it mounts. */
  readonly image: string
  /** The pod's volume that asks for the image; "" for the container's own. */
  readonly volume: string
  /** All that runtime and registry said of the last attempt; "" when nothing could be read. */
  readonly message: string
  readonly problem: PullProblem
  readonly evidence: readonly [Item, ...Item[]]
}

const pullReasons = new Set([
  'ErrImagePull',
  // Kubelets up to 1.2.
  'PullImageError',
  'ImagePullBackOff',
  'RegistryUnavailable',
  'SignatureValidationFailed',
])

// Up to 1.31 this is all that the back-off says; from 1.32 on a colon and the error follow.
const backOffAlone = /^Back-off pulling image "[^"]*"\s*$/
// The kubelet's own limit on pulls, and a pull that was broken off from outside.
const saysLittle = /pull QPS exceeded|: context canceled\s*$/
const namesImage =
  /(?:pulling image|pull image|pull and unpack image|image pull failed for) "?([^\s"]+?)"?(?=[\s:;,]|$)/i

/**
 * The containers that wait because of a pull, in the pod's order. Where the waiting message holds no error, the newest event
 * `Failed` ("Failed to pull image …") about the same image is read beside it.
 */
export function pullFailures(pod: PodReading): PullFailure[] {
  return pod.containers.flatMap((container) => {
    if (hasEnded(pod)) return []
    const { waiting } = container
    if (waiting === null || !pullReasons.has(waiting.reason)) return pullByEvents(pod, container)
    const { image, volume } = pulledImage(pod, container, waiting)
    const tries = pod.events.filter(
      ({ reason, message, container: name }) =>
        reason === 'Failed' &&
        name === container.name &&
        /Failed to pull image /.test(message) &&
        message.includes(image),
    )
    const stated = backOffAlone.test(waiting.message) ? '' : waiting.message
    const newest = stated || (tries.at(-1)?.message ?? '')
    // A try that never got to the registry hides what the one before it ran into.
    const earlier = saysLittle.test(newest)
      ? tries.findLast(({ message }) => !saysLittle.test(message))
      : undefined
    const ofImage = earlier ?? tries.at(-1) ?? null
    const message = earlier?.message ?? newest
    return [
      {
        container,
        image,
        volume,
        message,
        problem: readPullProblem(`${waiting.reason}\n${message}`, image),
        evidence: ofImage === null ? [waiting] : [waiting, ofImage],
      },
    ]
  })
}

/** The failed pull of a container of which the status says nothing yet, by its newest event on a pull alone. */
function pullByEvents(pod: PodReading, container: Container): PullFailure[] {
  const { waiting, running, terminated, lastTerminated } = container
  const saysNothing = waiting === null || waiting.reason === '' || waiting.reason === 'ContainerCreating'
  if (!saysNothing || running !== null || terminated !== null || lastTerminated !== null) return []
  if (pod.deletion !== null) return []
  const newest = pod.events.findLast(
    ({ reason, container: name }) =>
      name === container.name && (reason === 'Pulling' || pullEnds.has(reason)),
  )
  const failed = pod.events.findLast(
    ({ reason, message, container: name }) =>
      reason === 'Failed' && name === container.name && /Failed to pull image /.test(message),
  )
  if (failed === undefined || (newest?.reason !== 'Failed' && newest?.reason !== 'BackOff')) return []
  const image = container.image.value
  const { message } = failed
  return [
    { container, image, volume: '', message, problem: readPullProblem(message, image), evidence: [failed] },
  ]
}

function pulledImage(
  pod: PodReading,
  container: Container,
  { message }: Waiting,
): { image: string; volume: string } {
  const own = container.image.value
  const named = namesImage.exec(message)?.[1] ?? ''
  // A runtime writes names out in full ("docker.io/library/nginx:1"): only a volume's image is told apart by its own name.
  const volume = pod.volumes.find(
    ({ kind, refersTo }) =>
      kind === 'image' && refersTo !== '' && refersTo !== own && named.endsWith(refersTo),
  )
  return volume === undefined ? { image: own, volume: '' } : { image: volume.refersTo, volume: volume.name }
}

/** A pull that was begun and of whose end nothing is known. */
export interface OpenPull {
  readonly container: Container
  readonly image: string
  readonly since: Event
}

// What ends a pull, in events of the same container.
const pullEnds = new Set([
  'Pulled',
  'Failed',
  'BackOff',
  'Created',
  'Started',
  'ErrImageNeverPull',
  'InspectFailed',
])

/** The containers that were not created yet and whose newest event is `Pulling`, in the pod's order. */
export function openPulls(pod: PodReading): OpenPull[] {
  if (hasEnded(pod) || pod.deletion !== null) return []
  return pod.containers.flatMap((container) => {
    const reason = container.waiting?.reason
    if (reason !== 'ContainerCreating' && reason !== 'PodInitializing') return []
    const since = pod.events.findLast(
      (event) =>
        event.container === container.name && (event.reason === 'Pulling' || pullEnds.has(event.reason)),
    )
    if (since?.reason !== 'Pulling') return []
    const image = /^Pulling image "([^"]*)"/.exec(since.message)?.[1] ?? container.image.value
    return [{ container, image, since }]
  })
}
