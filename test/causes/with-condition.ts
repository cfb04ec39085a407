import { type PodReading, readPod } from '../../src/pod/reading.ts'
import { snapshotsOf } from '../pods.ts'

/** The first recorded pod of a situation with one more condition, as a later version of the kubelet adds it. */
export async function withCondition(
  situation: string,
  condition: { type: string; status: string; reason: string; message: string },
): Promise<PodReading> {
  const [snapshot] = await snapshotsOf(situation)
  const status = snapshot!.pod?.status
  const pod = {
    ...snapshot!.pod,
    status: { ...status, conditions: [...(status?.conditions ?? []), condition] },
  }
  return readPod({ ...snapshot!, pod })
}
