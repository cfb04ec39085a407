import { pullFailures } from '../../signs/pulling.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { sentences } from '../words/container.ts'
import { cannotPull, pullFacts, theRegistry } from '../words/pull.ts'

const byPlace = /your (?:country|location|region|area|jurisdiction)|export control|Legal Reasons|\b451\b/i

const blocked = /block|not serve|not available in/i

export const registryAccessBlocked = defineCause({
  id: 'registry-access-blocked',
  stage: 'image',
  title: 'What stands in front of the registry turns the node away',
  seenAs: ['ErrImagePull', 'ImagePullBackOff', 'Init:ErrImagePull', 'Init:ImagePullBackOff'],
  needs: ['pod', 'events'],

  *match(pod) {
    for (const failure of pullFailures(pod)) {
      if (failure.problem !== 'blocked') continue
      const says = failure.message
      const facts = {
        ...pullFacts(failure),
        byPlace: byPlace.test(says),
        isBlocked: blocked.test(says),
        isOfLayer: /httpReadSeeker: failed open/.test(says),
      }
      yield certain(failure.container.name, facts, failure.evidence)
    }
  },

  describe: ({ byPlace: isByPlace, isBlocked, isOfLayer, ...facts }, { container }) => ({
    what: `${cannotPull(facts, container)} cannot be pulled: ${
      isByPlace || isBlocked
        ? `access to ${theRegistry(facts)} is blocked${isByPlace ? ' for the country or place that the node calls from' : ''}.`
        : isOfLayer
          ? `${theRegistry(facts)} refuses to give out a layer of it (403 Forbidden).`
          : `access to ${theRegistry(facts)} is refused by a web page (403), not in the words of a registry.`
    }`,
    why: sentences(
      isByPlace || isBlocked
        ? 'The answer is no refusal of a login: it comes from a service in front of the registry, or from a firewall on the way, and no credentials change it.'
        : isOfLayer
          ? 'The registry accepted the login and gave the manifest, with an address for each layer that is signed for a short time. A firewall or proxy that does not let that host through, or a wrong clock on the node, are the usual reasons.'
          : 'Registries answer in JSON. A page comes from something in front of the registry or on the way to it, such as a firewall, a proxy or a content network; whether credentials would change it is not known.',
      isByPlace ? 'It goes by the address from which the node (or its proxy) reaches the internet.' : '',
    ),
    next: [
      'Pull through a mirror or cache that may reach the registry, copy the image into a registry of your own, or let the nodes leave through another address; ask whoever runs the firewall if it is yours.',
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ registry }) => thing('access to registry', registry),
})
