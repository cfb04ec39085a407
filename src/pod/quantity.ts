// Kubernetes amounts such as "500m", "64Mi" and "2e3" as plain numbers, only to compare them: what is shown stays as written.

const suffixes = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
])

/** The amount in whole units (cores, bytes), or null where it cannot be read. Mirrors `resource.ParseQuantity`. */
export function quantity(written: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(written)
  const factor = suffixes.get(match?.[2] ?? 'none')
  return match === null || factor === undefined ? null : Number(match[1]) * factor
}
