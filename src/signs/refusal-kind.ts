// Refusals of the API server that are rare, by its own words.

/**
 * - `store-full`, `store-slow`: etcd has no room left, or did not take it in time.
 * - `server-slow`: the request took too long, or the server turned it away for its load.
 * - `no-token`: the service account has no token yet (servers to 1.23).
 * - `node-selector`, `tolerations`: those of the namespace contradict the pod's (PodNodeSelector, PodTolerationRestriction).
 * - `image-policy`: the backend of ImagePolicyWebhook denied an image.
 * - `no-right`: the controller itself may not make pods, or not with this owner reference.
 * - `quota-unknown`: how much of a quota is used is not known yet.
 * - `bad-patch`: a mutating webhook answered with a change that cannot be applied.
 */
export type RefusalKind =
  | 'store-full'
  | 'store-slow'
  | 'server-slow'
  | 'no-token'
  | 'node-selector'
  | 'tolerations'
  | 'image-policy'
  | 'no-right'
  | 'quota-unknown'
  | 'bad-patch'
  | 'other'

// Of etcd's client, `apiserver/pkg/endpoints` and its filters, and the admission plugins named above, 1.13 to 1.37.
const wordings: readonly (readonly [RefusalKind, RegExp])[] = [
  ['store-full', /mvcc: database space exceeded/],
  ['store-slow', /etcdserver: /],
  ['quota-unknown', /status unknown for quota: |resource quota evaluat\w+ time(?:d ?out|s out|out)/],
  [
    'server-slow',
    /request did not complete within|unable to return a response in the time allotted|received too many requests|the server is currently unable to handle the request/,
  ],
  ['no-token', /[Nn]o API token found for service account/],
  ['node-selector', /node label selector (?:conflicts|labels conflict)/],
  ['tolerations', /tolerations .*conflict with its namespace whitelist/],
  ['image-policy', /image policy webhook backend denied/],
  ['no-right', /User "[^"]*" cannot create resource "pods"|cannot set (?:blockOwnerDeletion|an ownerRef)/],
  ['bad-patch', /jsonpatch |attempted to modify the object/],
]

/** What kind of refusal these words of the server tell of. */
export function refusalKind(message: string): RefusalKind {
  return wordings.find(([, wording]) => wording.test(message))?.[0] ?? 'other'
}
