/**
 * The stages of a pod's life, in the order in which a pod goes through them. Each is a folder of causes.
 * The order is also the first ranking key: a pod without a node has no use for advice on its image.
 */
export const stages = [
  'creation',
  'scheduling',
  'admission',
  'volumes',
  'sandbox',
  'image',
  'configuration',
  'startup',
  'crash',
  'probes',
  'ending',
] as const

export type Stage = (typeof stages)[number]
