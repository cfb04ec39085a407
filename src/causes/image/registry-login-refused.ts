import { pullFailures } from '../../signs/pulling.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { sharedImage, thing, thingOf } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { cannotPull, pullFacts, theRegistry } from '../words/pull.ts'
import { knownRegistry } from '../words/registries.ts'

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
      const facts = pullFacts(failure)
      const more = {
        secrets: pod.imagePullSecrets.map(({ value }) => value),
        // containerd asks for a token without credentials where it has none for that host.
        anonymous: /anonymous token/i.test(failure.message),
        mayBeMissing:
          leavesBothOpen.test(failure.message) || knownRegistry(facts.registry)?.hidesMissing === true,
      }
      yield certain(failure.container.name, { ...facts, ...more }, failure.evidence)
    }
  },

  describe: ({ secrets, anonymous, mayBeMissing, ...facts }, { container, pod, namespace }) => {
    const registry = knownRegistry(facts.registry)
    const login =
      registry?.login ??
      'Add credentials for the registry in `spec.imagePullSecrets`, or to the service account of the pod.'
    const names = marked(secrets)
    return {
      what: `${cannotPull(facts, container)} may not be pulled: ${theRegistry(facts)} refuses the login (not authorized).`,
      why: sentences(
        secrets.length === 0
          ? 'The pod names no pull secret in `spec.imagePullSecrets`.'
          : anonymous
            ? `The pod names the pull secret ${names}, but the node asked without a login: no credentials in it are for this host.`
            : `The pod names the pull secret ${names}; its credentials are missing, wrong or not allowed to read this repository.`,
        mayBeMissing
          ? `${registry === null ? 'This registry' : `${registry.name[0]?.toUpperCase()}${registry.name.slice(1)}`} answers the same for an image that does not exist as for a private one, so the name may just as well be wrong.`
          : '',
      ),
      next: [
        ...(registry === null && secrets.length > 0 ? [] : [login]),
        ...(secrets.length === 0
          ? []
          : [kubectl`get secret ${secrets[0] ?? ''} -n ${namespace} -o jsonpath='{.type}'`]),
        kubectl`get pod ${pod} -n ${namespace} -o jsonpath='{.spec.imagePullSecrets}'`,
      ],
    }
  },

  recovery: 'missing',
  // A public registry refuses what does not exist like what is private. Credentials live in a namespace; where a pod names none,
  // the registry has begun to want some.
  sharedBy: ({ registry, image, secrets }, at) => {
    if (registry === 'docker.io') return sharedImage(image)
    if (secrets.length > 0) return thingOf(at, `login at ${registry} by Secret`, secrets)
    return thing('login at registry', registry)
  },
})
