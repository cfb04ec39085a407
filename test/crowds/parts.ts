// Short forms of the Kubernetes objects that a crowd is made of.

/** A Kubernetes object, as `kubectl create` takes it. */
export interface ApiObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown }
  readonly [field: string]: unknown
}

type Fields = Readonly<Record<string, unknown>>

/** A crowd: what is made, in which order, and what is wrong with it. */
export interface Scenario {
  /** Labels of namespaces, by name. All namespaces that are used are made. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What stands around the workloads: nodes, classes, quotas, webhooks. */
  readonly testEnvironment: readonly ApiObject[]
  /** Nodes without a kubelet that are kept alive; those that are not fall silent. */
  readonly aliveNodes: readonly string[]
  readonly cordonedNodes: readonly string[]
  readonly roots: readonly Root[]
  /** Rolled out well at first; the second image does not exist. */
  readonly rollouts: readonly { readonly root: string; readonly first: ApiObject; readonly second: string }[]
  /** Nothing is wrong with these. They are made first. */
  readonly well: readonly ApiObject[]
  /** Pods that are deleted once they run. */
  readonly deleted: readonly ApiObject[]
  /** Made just before the crowd is recorded: they are still on their way. */
  readonly late: readonly ApiObject[]
  /** Deleted just before, and still within the time that this may take. */
  readonly leaving: readonly ApiObject[]
}

/** One root cause: what it is, and the workloads or bare pods that it hits, and only those. */
export interface Root {
  readonly root: string
  readonly hits: readonly ApiObject[]
}

const kindsWithPods = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'])

/** How a report calls it: `shop/Deployment/api`. */
export function memberName({ kind, metadata }: ApiObject): string {
  if (!kindsWithPods.has(kind)) throw new TypeError(`a ${kind} has no pods`)
  return `${metadata.namespace}/${kind}/${metadata.name}`
}

export const of = (
  apiVersion: string,
  kind: string,
  place: string,
  fields: Fields,
  metadata: Fields = {},
): ApiObject => {
  const [name = '', namespace] = place.split('/').toReversed()
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), ...metadata },
    ...fields,
  }
}

const ended = { terminationGracePeriodSeconds: 1 }

/** A container of busybox that runs this script; `more` adds or replaces fields. */
export const runs = (script: string, more: Fields = {}, name = 'app'): Fields => ({
  name,
  image: 'busybox:1',
  imagePullPolicy: 'IfNotPresent',
  command: ['sh', '-c', script],
  ...more,
})

/** A container that runs and does nothing. */
export const idles = (more: Fields = {}, name = 'app'): Fields =>
  runs("trap 'exit 0' TERM; sleep 100000 & wait", more, name)

/** A container that says something and ends. */
export const says = (words: string, exitCode: number, after = 0, more: Fields = {}): Fields =>
  runs(`sleep ${after}; echo "${words}" | tee /dev/termination-log; exit ${exitCode}`, more)

export const pod = (place: string, container: Fields, more: Fields = {}, metadata: Fields = {}): ApiObject =>
  of('v1', 'Pod', place, { spec: { ...ended, containers: [container], ...more } }, metadata)

const template = (container: Fields, more: Fields, place: string): Fields => ({
  metadata: { labels: { app: nameOf(place) } },
  spec: { ...ended, containers: [container], ...more },
})

const selector = (place: string): Fields => ({ selector: { matchLabels: { app: nameOf(place) } } })

export const deployment = (
  place: string,
  container: Fields,
  more: Fields = {},
  spec: Fields = {},
): ApiObject =>
  of('apps/v1', 'Deployment', place, {
    spec: { replicas: 1, ...selector(place), template: template(container, more, place), ...spec },
  })

export const statefulSet = (
  place: string,
  container: Fields,
  more: Fields = {},
  spec: Fields = {},
): ApiObject =>
  of('apps/v1', 'StatefulSet', place, {
    spec: {
      replicas: 1,
      serviceName: 'none',
      ...selector(place),
      template: template(container, more, place),
      ...spec,
    },
  })

export const daemonSet = (place: string, container: Fields, more: Fields = {}): ApiObject =>
  of('apps/v1', 'DaemonSet', place, {
    spec: { ...selector(place), template: template(container, more, place) },
  })

export const job = (place: string, container: Fields, spec: Fields = {}, more: Fields = {}): ApiObject =>
  of('batch/v1', 'Job', place, {
    spec: {
      backoffLimit: 1,
      template: template(container, { restartPolicy: 'Never', ...more }, place),
      ...spec,
    },
  })

export const cronJob = (
  place: string,
  schedule: string,
  container: Fields,
  spec: Fields = {},
  more: Fields = {},
): ApiObject =>
  of('batch/v1', 'CronJob', place, {
    spec: { schedule, jobTemplate: { spec: job(place, container, {}, more).spec }, ...spec },
  })

/** A node without a kubelet. Its taint keeps everybody else's pods away. */
export const bareNode = (name: string, labels: Fields, taints: readonly Fields[] = []): ApiObject =>
  of(
    'v1',
    'Node',
    name,
    { spec: { taints: [{ key: 'crowd', value: 'only', effect: 'NoSchedule' }, ...taints] } },
    { labels },
  )

export const toleratesCrowd = {
  tolerations: [{ key: 'crowd', operator: 'Exists', effect: 'NoSchedule' }],
}

export const envOf = (kind: 'secretKeyRef' | 'configMapKeyRef', name: string, key: string): Fields => ({
  env: [{ name: 'VALUE', valueFrom: { [kind]: { name, key } } }],
})

function nameOf(place: string): string {
  return place.split('/').at(-1) ?? ''
}
