import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { kubeletPullLimit } from './kubelet-pull-limit.ts'

testCause(kubeletPullLimit, {
  saysItFor: [],
  staysSilentFor: {
    'registry-rate-limits': 'The registry answers that there were too many requests, not the kubelet.',
  },
})

test('knows the words of the kubelet, alone or behind those of the pull', async () => {
  for (const other of ['pull QPS exceeded', 'ErrImagePull: pull QPS exceeded']) {
    const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
      /failed to pull and unpack image .*401 Unauthorized/,
      other,
    ])
    expect(verdict).toMatchObject({ cause: 'kubelet-pull-limit', container: 'app', certainty: 'certain' })
  }
})
