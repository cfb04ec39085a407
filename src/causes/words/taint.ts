// Taints that a component sets and takes away again. A toleration for one of them would only put the pod on a node that cannot run it.

export interface TaintSetBy {
  /** What the taint says of the node: a clause that follows its key. */
  readonly means: string
  /** What to look at. */
  readonly look: string
}

const known: readonly (readonly [RegExp, TaintSetBy])[] = [
  // `cloud-provider/api/well_known_taints.go`: set by a kubelet with --cloud-provider=external, removed by the cloud's node controller.
  [
    /^node\.cloudprovider\.kubernetes\.io\/uninitialized$/,
    {
      means: 'the cloud controller manager has not initialized the node yet',
      look: 'Look at the cloud controller manager (usually in `kube-system`): does it run, what does its log say, and do its cloud credentials and the `providerID` of the nodes fit?',
    },
  ],
  [
    /^node\.cloudprovider\.kubernetes\.io\/shutdown$/,
    {
      means: 'its machine is shut down in the cloud',
      look: 'Start the machine again in the cloud, or delete the node.',
    },
  ],
  [
    /^node\.cluster\.x-k8s\.io\/uninitialized$/,
    {
      means: 'Cluster API has not initialized the node yet',
      look: 'Look at the Machine of the node and at the log of the Cluster API controllers.',
    },
  ],
  // `autoscaler/utils/taints/taints.go`.
  [
    /^(?:ToBeDeletedByClusterAutoscaler|DeletionCandidateOfClusterAutoscaler)$/,
    {
      means: 'the cluster autoscaler is about to remove the node',
      look: 'Leave that node alone: the cluster autoscaler removes it. The pod needs another node.',
    },
  ],
  [
    /^(?:startup|status|ignore)-taint\.cluster-autoscaler\.kubernetes\.io\//,
    {
      means: 'the node is still being set up',
      look: 'Find what sets up the new nodes (often a DaemonSet) and see why it has not removed its taint.',
    },
  ],
  // Karpenter 1.0 `disrupted`, before it `disruption=disrupting`; `unregistered` from 1.0.
  [
    /^karpenter\.sh\/disrupt(?:ed|ion)$/,
    {
      means: 'Karpenter is about to remove the node',
      look: 'Leave that node alone: Karpenter drains it. The pod needs another node; `kubectl get nodeclaims` shows whether one is being made.',
    },
  ],
  [
    /^karpenter\.sh\/unregistered$/,
    {
      means: 'the node has not registered with Karpenter yet',
      look: 'Look at the NodeClaim of the node (`kubectl describe nodeclaim`) and at the log of Karpenter.',
    },
  ],
  [
    /^node\.kubernetes\.io\/(?:not-ready|unreachable)$/,
    {
      means: 'the node is not ready',
      look: 'Repair the node: its conditions say what is wrong with it, and the log of its kubelet says more.',
    },
  ],
  [
    /^node\.kubernetes\.io\/network-unavailable$/,
    {
      means: 'the network of the node is not set up',
      look: 'Repair the node: look at the pod of the network plugin, or at the route controller of the cloud.',
    },
  ],
  [
    /^node\.kubernetes\.io\/disk-pressure$/,
    {
      means: 'the node runs out of disk space',
      look: 'Repair the node: free disk space (unused images, logs, data of pods), or give it a larger disk.',
    },
  ],
  [
    /^node\.kubernetes\.io\/memory-pressure$/,
    {
      means: 'the node runs out of memory',
      look: 'Repair the node: find which pods use the most memory, and move or limit them.',
    },
  ],
  [
    /^node\.kubernetes\.io\/pid-pressure$/,
    {
      means: 'the node runs out of process IDs',
      look: 'Repair the node: find which pods start the most processes, and move or limit them.',
    },
  ],
  [
    /^node\.kubernetes\.io\/out-of-service$/,
    {
      means: 'somebody has marked the node as out of service',
      look: 'When the node works again, remove the taint that was set by hand.',
    },
  ],
  [
    /^node\.kubernetes\.io\//,
    {
      means: 'the cluster itself set it',
      look: 'Repair the node: its conditions say what is wrong with it.',
    },
  ],
  // Node Readiness Controller; agents of networks and storage: Cilium `node.cilium.io/agent-not-ready`, EBS and EFS CSI drivers
  // `ebs.csi.aws.com/agent-not-ready`, Istio's CNI `cni.istio.io/not-ready`.
  [
    /^readiness\.k8s\.io\//,
    {
      means: 'a readiness rule of the node is not met yet',
      look: 'Look at the NodeReadinessRule that sets it, and at the node condition that it waits for.',
    },
  ],
  [
    /^node\.cilium\.io\/agent-not-ready$/,
    {
      means: 'the Cilium agent of the node is not ready',
      look: 'Look at the `cilium` pod of that node and at its log; the Cilium operator removes the taint when the agent is ready.',
    },
  ],
  [
    /\/(?:agent-)?not-?ready$|\/(?:uninitiali[sz]ed|unregistered|initiali[sz]ing|startup)$/i,
    {
      means: 'an agent of the node is not ready yet',
      look: 'Look at the agent that the taint is named after: its pod on that node removes the taint when it is ready.',
    },
  ],
  // GKE, and the node termination handler of AWS.
  [
    /^(?:cloud\.google\.com\/impending-node-termination|aws-node-termination-handler\/)/,
    {
      means: 'the cloud is about to take the machine away',
      look: 'Leave that node alone: its machine ends soon. The pod needs another node.',
    },
  ],
  [
    /^eks\.amazonaws\.com\/compute-type$/,
    {
      means: 'a Fargate node takes only the one pod that it was made for',
      look: 'Give the pod a node of a node group, or a Fargate profile that selects its namespace and labels.',
    },
  ],
]

/** Who sets a taint with this key and what that means, or null: somebody chose it to keep a node for certain pods. */
export function taintSetBy(key: string): TaintSetBy | null {
  return known.find(([pattern]) => pattern.test(key))?.[1] ?? null
}
