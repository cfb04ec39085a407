// What a pod demands of its node and of the pods beside it, one item for each demand. Preferences are left out: they keep no pod away.
import type {
  V1Affinity,
  V1LabelSelector,
  V1NodeAffinity,
  V1NodeSelector,
  V1NodeSelectorRequirement,
  V1NodeSelectorTerm,
  V1PodAffinity,
  V1PodAffinityTerm,
} from '@kubernetes/client-node'
import { field, type Item } from './item.ts'
import { type Fields, list, object, pairs, text, texts } from './json.ts'

const requiredPath = 'requiredDuringSchedulingIgnoredDuringExecution'

/** The terms of the required node affinity, of which one must hold, such as `zone In [a, b]`. */
export function readNodeAffinity(affinity: unknown): Item[] {
  const path = `spec.affinity.nodeAffinity.${requiredPath}.nodeSelectorTerms`
  const { nodeAffinity } = object<V1Affinity>(affinity)
  const required = object<V1NodeSelector>(
    object<V1NodeAffinity>(nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution,
  )
  return list<V1NodeSelectorTerm>(required.nodeSelectorTerms).map((term, index) => {
    const asked = [term.matchExpressions, term.matchFields].flatMap(demands)
    return field(`${path}[${index}]`, asked.join(' and '))
  })
}

/** The terms of the required pod affinity or anti-affinity, which must all hold, such as `app=web by zone`. */
export function readPodAffinity(affinity: unknown, side: 'podAffinity' | 'podAntiAffinity'): Item[] {
  const path = `spec.affinity.${side}.${requiredPath}`
  const terms = object<V1PodAffinity>(
    object<V1Affinity>(affinity)[side],
  ).requiredDuringSchedulingIgnoredDuringExecution
  return list<V1PodAffinityTerm>(terms).map((term, index) => field(`${path}[${index}]`, podTerm(term)))
}

function podTerm(term: Fields<V1PodAffinityTerm>): string {
  return `${selectorText(term.labelSelector)} by ${text(term.topologyKey)}`
}

/** A label selector as kubectl would print it. */
function selectorText(selector: unknown): string {
  const { matchLabels, matchExpressions } = object<V1LabelSelector>(selector)
  const labels = pairs(matchLabels).map(([key, value]) => `${key}=${value}`)
  return [...labels, ...demands(matchExpressions)].join(' and ')
}

function demands(requirements: unknown): string[] {
  return list<V1NodeSelectorRequirement>(requirements).map(demand)
}

function demand(requirement: Fields<V1NodeSelectorRequirement>): string {
  const values = texts(requirement.values)
  return [
    text(requirement.key),
    text(requirement.operator),
    values.length > 0 ? `[${values.join(', ')}]` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
