import { pullFailures } from '../../signs/pulling.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage, thing, thingOf } from '../shared.ts'
import { cannotPull, pullFacts } from '../words/pull.ts'

// Docker Hub, Quay and Google's registries answer alike for a private repository and for one that does not exist.
const leavesBothOpen =
  /repository does not exist or|or it may not exist|insufficient_scope|requested access to the resource/i

export const registryLoginRefused = defineCause({
  id: 'registry-login-refused',
  stage: 'image',
  title: 'The registry refuses the login',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'login') continue
      const facts = {
        ...pullFacts(failure),
        secrets: pod.imagePullSecrets.map(({ value }) => value),
        mayBeMissing: leavesBothOpen.test(failure.message),
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ secrets, mayBeMissing, ...facts }, { container, pod, namespace }) => ({
    what: `${cannotPull(facts, container)} may not be pulled: registry \`${facts.registry}\` refuses the login (not authorized).`,
    why: [
      secrets.length === 0
        ? 'The pod names no pull secret in `spec.imagePullSecrets`.'
        : `The pod names the pull secret ${marked(secrets)}; its credentials are missing, wrong or not allowed to read this repository.`,
      ...(mayBeMissing ? ['This registry answers the same for a repository that does not exist.'] : []),
    ].join(' '),
    next: [
      secrets.length === 0
        ? 'Add credentials for the registry in `spec.imagePullSecrets`, or to the service account of the pod.'
        : kubectl`get secret ${secrets[0] ?? ''} -n ${namespace} -o jsonpath='{.type}'`,
      kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.imagePullSecrets}'`,
    ],
  }),

  recovery: 'missing',
  // A public registry refuses what does not exist like what is private. Credentials live in a namespace; where a pod names none,
  // the registry has begun to want some.
  sharedBy: ({ registry, image, secrets }, at) => {
    if (registry === 'docker.io') return sharedImage(image)
    if (secrets.length > 0) return thingOf(at, `login at ${registry} by Secret`, secrets)
    return thing('login at registry', registry)
  },
})
