import { testCause } from '../../../test/causes/test-cause.ts'
import { resourceClaimMissing } from './resource-claim-missing.ts'

testCause(resourceClaimMissing, {
  saysItFor: ['resource-claim-missing', 'resource-claim-template-missing'],
  staysSilentFor: {
    'device-class-unknown': 'The claim exists; no device meets it.',
    'h14-unknown-scheduler': 'Nobody looks at the pod, and it names no claim.',
  },
})
