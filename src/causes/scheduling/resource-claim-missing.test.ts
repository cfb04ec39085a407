import { testCause } from '../../../test/causes/test-cause.ts'
import { resourceClaimMissing } from './resource-claim-missing.ts'

testCause(resourceClaimMissing, {
  saysItFor: ['resource-claim-missing', 'resource-claim-template-missing'],
  staysSilentFor: ['h14-unknown-scheduler', 'h12-scheduling-gate', 'h11-gpu', 'a05-healthy-deploy'],
})
