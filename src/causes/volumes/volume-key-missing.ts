import { missingReferences } from '../../signs/configuring.ts'
import { mountFailures } from '../../signs/mounting.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { theVolume, volumeFacts } from '../words/volume.ts'

export const volumeKeyMissing = defineCause({
  id: 'volume-key-missing',
  stage: 'volumes',
  title: 'A volume asks for a key that its ConfigMap or Secret does not have',
  seenAs: ['ContainerCreating', 'PodInitializing', 'Init', 'Pending'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of mountFailures(pod)) {
      for (const { kind, key } of missingReferences(failure.message)) {
        if (key === '') continue
        const { spec } = failure
        const name = spec?.kind === 'configMap' || spec?.kind === 'secret' ? spec.refersTo : ''
        yield certain(null, { ...volumeFacts(failure), kind, key, name }, failure.evidence)
      }
    }
  },

  describe: ({ kind, key, name, ...facts }, { pod, namespace }) => ({
    what: `Pod \`${pod}\` cannot start: ${name === '' ? `a ${kind}` : `${kind} \`${name}\``} has no key \`${key}\`, which its ${theVolume({ ...facts, source: '' })} asks for.`,
    why: 'The `items` of a volume list keys that must exist, unless the volume is marked `optional: true`. Keys are case-sensitive.',
    next: [
      name === ''
        ? kubectl`get ${kind === 'Secret' ? 'secrets' : 'configmaps'} -n ${namespace}`
        : kubectl`describe ${kind === 'Secret' ? 'secret' : 'configmap'} ${name} -n ${namespace}`,
      `Add key \`${key}\`, or correct \`items\` of volume \`${facts.volume}\` in \`spec.volumes\`.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ kind, name, key }, at) =>
    thingOf(at, kind || 'volume source', name === '' ? '' : `${name}, key ${key}`),
})
