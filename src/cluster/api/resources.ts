// The kinds that can be asked for, with all the names that kubectl has for them.

export interface Resource {
  readonly kind: string
  /** Plural, as in a URL. */
  readonly plural: string
  /** API group, "" for the core. */
  readonly group: string
  readonly short: readonly string[]
}

export const resources: readonly Resource[] = [
  { kind: 'Pod', plural: 'pods', group: '', short: ['po'] },
  { kind: 'Deployment', plural: 'deployments', group: 'apps', short: ['deploy'] },
  { kind: 'ReplicaSet', plural: 'replicasets', group: 'apps', short: ['rs'] },
  { kind: 'StatefulSet', plural: 'statefulsets', group: 'apps', short: ['sts'] },
  { kind: 'DaemonSet', plural: 'daemonsets', group: 'apps', short: ['ds'] },
  { kind: 'Job', plural: 'jobs', group: 'batch', short: [] },
  { kind: 'CronJob', plural: 'cronjobs', group: 'batch', short: ['cj'] },
]

/** Finds a kind by its singular, plural or short name, with or without group and version (`deployments.v1.apps`); or null. */
export function findResource(word: string): Resource | null {
  const [name = '', ...rest] = word.toLowerCase().split('.')
  const resource = resources.find(
    ({ kind, plural, short }) => name === kind.toLowerCase() || name === plural || short.includes(name),
  )
  if (resource === undefined) return null
  const group = rest.filter((part, index) => !(index === 0 && /^v\d/.test(part))).join('.')
  return group === '' || group === resource.group ? resource : null
}

/** The name as kubectl prints it in messages: `pods`, `deployments.apps`. */
export function resourceName({ plural, group }: Resource): string {
  return group === '' ? plural : `${plural}.${group}`
}
