import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { volumeFacts } from '../words/volume.ts'

type Trouble = 'class-missing' | 'provider-missing' | 'identity' | 'refused' | 'not-there' | 'other'

// In this order: a text may hold several of them, and the first is what has to be put right first.
const troubles: readonly (readonly [Trouble, RegExp])[] = [
  ['class-missing', /secretproviderclass\S* "[^"]+" not found/i],
  ['provider-missing', /provider not found|error connecting to provider "/],
  // Azure AD and its identity services, Google and AWS: no token for the pod's identity.
  [
    'identity',
    /AADSTS\d+|failed to (?:acquire|get) (?:token|key vault token)|[Ii]dentity not found|WebIdentityErr|AssumeRoleWithWebIdentity|unable to (?:obtain|fetch) .*credentials/,
  ],
  [
    'refused',
    /\b403\b|Forbidden|AccessDenied|not authorized|permission[ _]denied|PermissionDenied|Unauthorized|\b401\b/i,
  ],
  ['not-there', /\b404\b|SecretNotFound|ResourceNotFoundException|NotFound|not found/],
]

const advice: { readonly [trouble in Trouble]: string } = {
  'class-missing':
    'Create the SecretProviderClass in the namespace of the pod, or correct its name in the volume.',
  'provider-missing':
    'Install the provider of the store (a DaemonSet beside the secrets store driver), or start it on this node.',
  identity:
    'Check the identity of the pod: the annotations of its service account, the federated credential or IAM role behind it, and the client and tenant IDs in the SecretProviderClass.',
  refused:
    "Grant the pod's identity the right to read these secrets: a role or access policy of the key vault or secret store. New grants can take minutes.",
  'not-there': 'Create the secret in the store, or correct its name or version in the SecretProviderClass.',
  other:
    'Compare the SecretProviderClass with what the store holds, and look at the log of the provider on this node.',
}

const means: { readonly [trouble in Trouble]: string } = {
  'class-missing': 'the SecretProviderClass that it names does not exist',
  'provider-missing': 'the provider of the store does not run on the node',
  identity: 'the identity of the pod cannot log in to the secret store',
  refused: 'the secret store refuses access to its identity',
  'not-there': 'the secret store does not have what is asked for',
  other: 'the secret store did not give what is asked for',
}

// Azure "objectName:cert,"; Vault `couldn't read secret "db"`; AWS "Failed to fetch secret from all regions: prod/db:", before
// "Failed fetching secret prod/db:".
const objectIn =
  /objectName: ?([\w./-]+)|\bsecret "([^"]+)"|from all regions: ([^\s:]+)|fetching secret ([^\s:]+)/

export const secretStoreFailed = defineCause({
  id: 'secret-store-failed',
  stage: 'volumes',
  title: 'The secrets of a volume cannot be fetched from their store',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      if (failure.problem !== 'secret-store') continue
      const trouble = troubles.find(([, says]) => says.test(failure.message))?.[0] ?? 'other'
      const object = objectIn.exec(failure.message)?.slice(1).find(Boolean) ?? ''
      yield certain(
        null,
        { ...volumeFacts(failure), trouble, object, message: failure.message },
        failure.evidence,
      )
    }
  },

  describe: ({ trouble, object, message, ...facts }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: the secrets of its volume \`${facts.volume}\` cannot be fetched, since ${means[trouble]}.`,
    why: `The secrets store driver says "${message}".`,
    next: [
      `${advice[trouble]}${object === '' || trouble === 'class-missing' ? '' : ` It asked for \`${object}\`.`}`,
      kubectl`describe secretproviderclass -n ${namespace}`,
    ],
  }),

  recovery: 'passes',
  sharedBy: ({ trouble, object }) =>
    trouble === 'refused' || trouble === 'not-there' ? thing('secret of a store', object) : null,
})
