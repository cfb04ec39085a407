import { heldBackBy } from '../../signs/obstacle.ts'
import { names } from '../../words/names.ts'
import { kubectl } from '../command.ts'
import { certain, defineCause, likely } from '../define-cause.ts'
import { thing } from '../shared.ts'
import { nodeReasons, nodeReasonsSentence } from '../words/scheduler.ts'
import { taintSetBy } from '../words/taint.ts'

// The key stands in braces up to 1.34.1: "had untolerated taint {dedicated: gpu}"; up to 1.24 "had taint {…}, that the pod …".
const taintInText = /\btaint \{([^:}]*):/

const lossTaints = /^node\.kubernetes\.io\/(?:not-ready|unreachable)$/

export const taintsNotTolerated = defineCause({
  id: 'taints-not-tolerated',
  stage: 'scheduling',
  title: 'The nodes have taints that the pod does not tolerate',
  seenAs: ['Pending'],
  needs: ['pod', 'events', 'nodes'],

  *match(pod) {
    const obstacle = heldBackBy(pod, 'taints')
    if (obstacle === null) return
    const onNodes = obstacle.nearest.flatMap(({ node, taints }) =>
      taints.map(({ key, item }) => ({ key, item: { ...item, path: `nodes/${node.name}.${item.path}` } })),
    )
    const inText = obstacle.reasons.flatMap((reason) => taintInText.exec(reason)?.[1] ?? [])
    const keys = [...new Set(onNodes.length > 0 ? onNodes.map(({ key }) => key) : inText)]
    yield (obstacle.sure ? certain : likely)(
      null,
      {
        ...nodeReasons(obstacle),
        keys,
        taints: [...new Set(onNodes.map(({ item }) => item.value))],
        nodes: obstacle.nearest.map(({ node }) => node.name),
      },
      [...obstacle.evidence, ...onNodes.slice(0, 3).map(({ item }) => item)],
    )
  },

  describe: ({ keys, taints, nodes, ...reasons }, { pod }) => {
    const explained = keys.flatMap((key) => {
      const setBy = taintSetBy(key)
      return setBy === null ? [] : [{ key, ...setBy }]
    })
    const chosen = keys.filter((key) => explained.every((taint) => taint.key !== key))
    const where = nodes.length === 0 ? 'the nodes' : nodes.length > 3 ? `${nodes.length} nodes` : names(nodes)
    const named = taints.length > 0 ? taints : keys
    return {
      what:
        keys.length > 0 && chosen.length === 0
          ? `Pod \`${pod}\` gets no node: ${nodes.length === 0 ? 'the nodes have' : `${where} ${nodes.length === 1 ? 'has' : 'have'}`} the ${named.length === 1 ? 'taint' : 'taints'} ${names(named)}.`
          : `Pod \`${pod}\` gets no node: it does not tolerate ${named.length > 0 ? `the ${named.length === 1 ? 'taint' : 'taints'} ${names(named)}` : 'the taints'} of ${where}.`,
      why: [
        nodeReasonsSentence(reasons),
        ...explained.map(({ key, means }) => `The taint \`${key}\` means that ${means}.`),
        chosen.length > 0 || keys.length === 0
          ? 'A taint keeps away every pod that does not name it in `spec.tolerations`.'
          : 'It goes away when that has changed; tolerating it would not help.',
      ].join(' '),
      next: [
        ...new Set(explained.map(({ look }) => look)),
        ...(chosen.length > 0 || keys.length === 0
          ? [
              `If the pod belongs there, add a toleration${chosen.length > 0 ? ` for ${names(chosen)}` : ''} to \`spec.tolerations\`; else remove the taint or add a node without it.`,
            ]
          : []),
        kubectl`get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints`,
      ],
    }
  },

  recovery: 'passes',
  sharedBy: ({ keys, taints, nodes }) => {
    // Pods that only a lost node would take wait for that node.
    const isLoss = keys.length > 0 && keys.every((key) => lossTaints.test(key))
    if (isLoss && nodes.length === 1) return thing('node', nodes)
    return thing('taint', taints) ?? thing('taint', keys)
  },
})
