/**
 * What has to happen for a cause to go away; whoever waits for a rollout goes by it. When in doubt it is `passes`, since a
 * false alarm stops a rollout that was fine.
 *
 * - `spec`: only a change of the spec or of the image itself helps.
 * - `program`: as `spec`, unless the pod has a volume that may yet be filled with what is missing; then as `crash`.
 * - `rule`: a rule of the cluster or namespace forbids it, which may be about to be changed together with the workload.
 * - `quota`: as `missing`, except while a rollout replaces pods: those of the older revision give back what they use.
 * - `image`: the registry has to get something, which a pipeline does before it rolls out, if at all.
 * - `missing`: something else has to be made, which may come right behind; the node then takes up to a minute to try again.
 * - `crash`: the next run may end better; counted in runs.
 * - `replaced`: the pod has failed for good, and so will the next one that its controller makes; counted in pods.
 * - `passes`: by itself, often enough, or it is not known what would help: room, labels, nodes and volumes come and go, the
 *   next pod may come to another node, a slow start looks like a failing probe, and another pod takes the place of one that ends.
 */
export type Recovery =
  | 'spec'
  | 'program'
  | 'rule'
  | 'quota'
  | 'image'
  | 'missing'
  | 'crash'
  | 'replaced'
  | 'passes'
