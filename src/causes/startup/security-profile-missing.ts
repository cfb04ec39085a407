import { startFailures } from '../../signs/starting.ts'
import { certain, defineCause } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { cannotStart, seenWithoutStart, startFacts } from '../words/start.ts'

// containerd `cannot load seccomp profile "/var/lib/kubelet/seccomp/P"`, "apparmor profile not found P"; CRI-O `AppArmor profile "P" is not loaded`.
const profileIn =
  /seccomp profile "?(?:\S*\/seccomp\/)?([^\s":]+)|apparmor profile not found (\S+)|AppArmor profile "([^"]+)"/i

export const securityProfileMissing = defineCause({
  id: 'security-profile-missing',
  stage: 'startup',
  title: 'The seccomp or AppArmor profile cannot be applied',
  seenAs: seenWithoutStart,
  needs: ['pod'],
  explains: ['crash'],

  *match(pod) {
    for (const failure of startFailures(pod)) {
      if (failure.problem !== 'security-profile') continue
      const kind = /seccomp/i.test(failure.message) ? 'seccomp' : 'AppArmor'
      const profile = profileIn.exec(failure.message)?.slice(1).find(Boolean) ?? ''
      const isAbsent = /no such file|not found|not loaded|does not exist/i.test(failure.message)
      yield certain(
        failure.container.name,
        { ...startFacts(failure), kind, profile, isAbsent },
        failure.evidence,
      )
    }
  },

  describe: ({ kind, profile, isAbsent, ...facts }, { container, node }) => ({
    what: `${cannotStart(facts, container)}: its ${kind} profile${profile === '' ? '' : ` \`${profile}\``} ${isAbsent ? 'does not exist' : 'cannot be applied'} on node \`${node}\`.`,
    why: `The runtime says "${facts.message}". A profile of type Localhost must be on the node already${kind === 'seccomp' ? ', below the `seccomp` directory of the kubelet' : ' and loaded into its kernel'}.`,
    next: [
      `Install the profile on every node that may run the pod, or correct \`securityContext.${kind === 'seccomp' ? 'seccompProfile' : 'appArmorProfile'}\`.`,
    ],
  }),

  recovery: 'missing',
  sharedBy: ({ kind, profile }) => thing(`${kind} profile`, profile),
})
