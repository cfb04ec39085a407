import { lastEvent } from '../../pod/reading.ts'
import { pullFailures } from '../../signs/pulling.ts'
import { marked } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { cannotPull, pullFacts } from '../words/pull.ts'

// `kubelet_pods.go`: it names all secrets that it could not read, and pulls without them.
const unread = /Unable to retrieve some image pull secrets \(([^)]+)\)/
// A kubelet repeats the event at each try; one that stopped long before the last refusal says that the secret came.
const together = 10 * 60 * 1000

export const pullSecretMissing = defineCause({
  id: 'pull-secret-missing',
  stage: 'image',
  title: 'The pull secret could not be read, and the registry wants a login',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],
  explains: ['registry-login-refused'],

  *match(pod) {
    const event = lastEvent(pod, 'FailedToRetrieveImagePullSecret', { says: unread })
    if (event === null) return
    const secrets = (unread.exec(event.message)?.[1] ?? '').split(/,\s*/)
    for (const failure of pullFailures(pod)) {
      const refusedAt = failure.evidence[1]?.at ?? event.lastAt
      const isOld = refusedAt !== null && event.lastAt !== null && refusedAt - event.lastAt > together
      if (failure.problem !== 'login' || isOld) continue
      yield certain(failure.container.name, { ...pullFacts(failure), secrets }, [event, ...failure.evidence])
    }
  },

  describe: ({ secrets, ...facts }, { container, namespace }) => ({
    what: `${cannotPull(facts, container)} needs a login, and the pull ${secrets.length > 1 ? 'secrets' : 'secret'} ${marked(secrets)} could not be retrieved (usually: missing in the namespace).`,
    why: `The kubelet could not read what \`spec.imagePullSecrets\` names, pulled without it, and registry \`${facts.registry}\` refused. A pull secret must be in the namespace of the pod.`,
    next: [
      kubectl`get secret ${secrets[0] ?? ''} -n ${namespace}`,
      `Create the secret in namespace \`${namespace}\` (type \`kubernetes.io/dockerconfigjson\`), or correct its name in \`spec.imagePullSecrets\`.`,
    ],
  }),

  // A pull secret, or what is in it, comes like any other Secret.
  recovery: 'missing',
  sharedBy: ({ secrets }, at) => thingOf(at, 'Secret', secrets),
})
