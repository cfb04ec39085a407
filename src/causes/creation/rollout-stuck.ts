import { refusals } from '../../signs/creation.ts'
import { counted } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../define-cause.ts'

export const rolloutStuck = defineCause({
  id: 'rollout-stuck',
  stage: 'creation',
  title: 'The rollout has made no progress for its deadline',
  seenAs: [],
  needs: ['owner'],
  isConsequence: true,

  *match(pod) {
    // Where a refusal is known, the rollout is stuck because of it.
    if (!pod.exists && refusals(pod).length > 0) return
    for (const { kind, name, path, conditions, wanted, updated, available } of pod.owners) {
      const progress = conditions.find(({ type }) => type === 'Progressing')
      if (kind !== 'Deployment' || progress?.status !== 'False') continue
      if (progress.reason !== 'ProgressDeadlineExceeded') continue
      yield certain(null, { deployment: name, wanted, updated, available, hasPod: pod.exists }, [
        { ...progress, path: `${path}.${progress.path}` },
      ])
    }
  },

  describe: ({ deployment, wanted, updated, available, hasPod }, { namespace }) => ({
    what: `The rollout of Deployment \`${deployment}\` is stuck${hasPod ? '' : ', and it has no pod'}.`,
    why: [
      'Its condition `Progressing` is False with reason `ProgressDeadlineExceeded`: nothing has become ready within `spec.progressDeadlineSeconds`.',
      hasPod && wanted !== null
        ? `Of ${counted(wanted, 'replica')}, ${updated ?? 0} ${updated === 1 ? 'is' : 'are'} of the newest revision and ${available ?? 0} ${available === 1 ? 'is' : 'are'} available${(updated ?? 0) < (available ?? 0) ? ': the old revision serves on' : ''}.`
        : 'Why no pod was made is not said by anything that we read.',
    ].join(' '),
    next: [
      kubectl`rollout undo deployment/${deployment} -n ${namespace}`,
      kubectl`describe deployment ${deployment} -n ${namespace}`,
    ],
  }),

  // The workload's own condition is looked at, whatever its pods are like.
  recovery: 'passes',
  sharedBy: null,
})
