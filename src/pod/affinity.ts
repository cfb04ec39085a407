// What a pod demands of its node and of the pods beside it, one item for each demand. Preferences are left out: they keep no pod away.
import type {
  V1Affinity,
  V1LabelSelector,
  V1NodeSelectorRequirement,
  V1PodAffinityTerm,
} from '@kubernetes/client-node'
import { field, type Item } from './item.ts'
import { type Json, list, object, pairs, text, texts } from './json.ts'

const requiredPath = 'requiredDuringSchedulingIgnoredDuringExecution'

/** The terms of the required node affinity, of which one must hold, such as `zone In [a, b]`. */
export function readNodeAffinity(affinity: Json<V1Affinity> | null | undefined): Item[] {
  const path = `spec.affinity.nodeAffinity.${requiredPath}.nodeSelectorTerms`
  const required = object(
    object(object(affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution,
  )
  return list(required.nodeSelectorTerms).map((term, index) => {
    const demands = [...list(term.matchExpressions), ...list(term.matchFields)].map(demand)
    return field(`${path}[${index}]`, demands.join(' and '))
  })
}

/** The terms of the required pod affinity or anti-affinity, which must all hold, such as `app=web by zone`. */
export function readPodAffinity(
  affinity: Json<V1Affinity> | null | undefined,
  side: 'podAffinity' | 'podAntiAffinity',
): Item[] {
  const path = `spec.affinity.${side}.${requiredPath}`
  const terms = object(object(affinity)[side]).requiredDuringSchedulingIgnoredDuringExecution
  return list(terms).map((term, index) => field(`${path}[${index}]`, podTerm(term)))
}

function podTerm(term: Partial<Json<V1PodAffinityTerm>>): string {
  return `${selectorText(term.labelSelector)} by ${text(term.topologyKey)}`
}

/** A label selector as kubectl would print it. */
function selectorText(selector: Json<V1LabelSelector> | null | undefined): string {
  const { matchLabels, matchExpressions } = object(selector)
  const labels = pairs(matchLabels).map(([key, value]) => `${key}=${value}`)
  return [...labels, ...list(matchExpressions).map(demand)].join(' and ')
}

function demand(requirement: Partial<Json<V1NodeSelectorRequirement>>): string {
  const values = texts(requirement.values)
  return [
    text(requirement.key),
    text(requirement.operator),
    values.length > 0 ? `[${values.join(', ')}]` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
