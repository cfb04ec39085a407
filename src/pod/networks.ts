// The further networks of a pod (Kubernetes Network Custom Resource Definition De-facto Standard, 4.1.2).
import { field, type Item } from './item.ts'
import { isObject, pairs, text } from './json.ts'

const key = 'k8s.v1.cni.cncf.io/networks'
// "name", "namespace/name", "name@interface".
const short = /^(?:([a-z0-9.-]+)\/)?([a-z0-9.-]+)(?:@\S+)?$/

/**
 * The names in the annotation that asks for networks, each `name` or `namespace/name`. Addresses and arguments in it are not read, nor
 * is any other annotation. Empty where there is none, or what it holds cannot be read.
 */
export function readNetworks(annotations: Parameters<typeof pairs>[0]): Item[] {
  const value =
    pairs(annotations)
      .find(([name]) => name === key)?.[1]
      ?.trim() ?? ''
  const names = value.startsWith('[') ? fromJson(value) : value.split(',').map((name) => name.trim())
  return names.flatMap((name) => {
    const [, namespace, network] = short.exec(name) ?? []
    if (network === undefined) return []
    return [
      field(`metadata.annotations['${key}']`, namespace === undefined ? network : `${namespace}/${network}`),
    ]
  })
}

function fromJson(value: string): string[] {
  try {
    const list: unknown = JSON.parse(value)
    if (!Array.isArray(list)) return []
    return list.filter(isObject).map(({ name, namespace }) => {
      return text(namespace) === '' ? text(name) : `${text(namespace)}/${text(name)}`
    })
  } catch {
    return []
  }
}
