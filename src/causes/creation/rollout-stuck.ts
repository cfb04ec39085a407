import { refusals } from '../../pod/creation.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause } from '../defineCause.ts'

export const rolloutStuck = defineCause({
  id: 'rollout-stuck',
  stage: 'creation',
  title: 'The rollout has made no progress for its deadline',
  seenAs: [],
  needs: ['owner'],

  *match(pod) {
    // Where a refusal is known, the rollout is stuck because of it.
    if (pod.exists || refusals(pod).length > 0) return
    for (const { kind, name, path, conditions } of pod.owners) {
      const progress = conditions.find(({ type }) => type === 'Progressing')
      if (kind !== 'Deployment' || progress?.status !== 'False') continue
      if (progress.reason !== 'ProgressDeadlineExceeded') continue
      yield certain(null, { deployment: name }, [{ ...progress, path: `${path}.${progress.path}` }])
    }
  },

  tell: ({ deployment }, { namespace }) => ({
    what: `The rollout of Deployment \`${deployment}\` is stuck, and it has no pod.`,
    why: 'Its condition `Progressing` is False with reason `ProgressDeadlineExceeded`: nothing has become ready within `spec.progressDeadlineSeconds`. Why no pod was made is not said by anything that we read.',
    next: [
      kubectl`describe deployment ${deployment} -n ${namespace}`,
      kubectl`get replicasets -n ${namespace}`,
      kubectl`rollout undo deployment/${deployment} -n ${namespace}`,
    ],
  }),
})
