import { kubectl } from '../command.ts'
import { defineCause } from '../define-cause.ts'
import { thingOf } from '../shared.ts'
import { asFarAsKnown, noPodFor, refusalMatch } from '../words/refusal.ts'

// `CheckRequest` of the quota plugin, for `limitedResources` of its configuration: "insufficient quota to match these scopes:
// [{PriorityClass In [a b]}]" (without the inner braces in older servers), and "insufficient quota to consume: a,b".
const wording =
  /insufficient quota to (?:match these scopes: \[?\{?(\w+) (\w+) ?\[?([^\]}]*)|consume: ([^\s,]+(?:,[^\s,]+)*))/

export const quotaRequired = defineCause({
  id: 'quota-required',
  stage: 'creation',
  title: 'The pod needs a quota that grants what it asks for, and the namespace has none',
  seenAs: [],
  needs: ['owner', 'owner-events'],
  explains: ['creation-refused'],

  match: (pod) =>
    refusalMatch(pod, wording, ([, scope = '', operator = '', values = '', resources = '']) => ({
      scope,
      operator,
      values: values.split(' ').filter((value) => value !== ''),
      resources: resources.split(',').filter((name) => name !== ''),
    })),

  describe: ({ scope, operator, values, resources, ...refused }, { owner, namespace }) => ({
    what: `${noPodFor(owner, refused)}: ${subject(scope, operator, values, resources)} only where a quota grants it, and namespace \`${namespace}\` has no such quota.`,
    why: `The administrators of the cluster have made this a rule of the ResourceQuota plugin; GKE does so for the two classes of critical pods, outside \`kube-system\`.${asFarAsKnown(refused)}`,
    next: [
      scope === ''
        ? `Create a ResourceQuota in the namespace that counts ${resources.map((name) => `\`${name}\``).join(', ')}.`
        : `Create a ResourceQuota in the namespace whose \`scopeSelector\` names this${scope === 'PriorityClass' ? ', or give the pod template another `priorityClassName`' : ''}.`,
      kubectl`get resourcequota -n ${namespace} -o yaml`,
      kubectl`describe ${owner} -n ${namespace}`,
    ],
  }),

  recovery: 'rule',
  sharedBy: ({ scope, values, resources }, at) =>
    thingOf(
      at,
      'missing ResourceQuota',
      [scope, ...values, ...resources].filter((part) => part !== ''),
    ),
})

function subject(
  scope: string,
  operator: string,
  values: readonly string[],
  resources: readonly string[],
): string {
  if (scope === '') return `its use of ${resources.map((name) => `\`${name}\``).join(', ')} is allowed`
  if (scope !== 'PriorityClass') return `pods of scope \`${scope}\` are allowed`
  if (operator !== 'In' || values.length === 0) return 'pods with its priority class are allowed'
  return `pods of priority class ${values.map((value) => `\`${value}\``).join(' or ')} are allowed`
}
