// What was written about the claims of a pod: by the volume controller, a provisioner or a driver.
import type { Event } from '../pod/event.ts'
import type { PodReading } from '../pod/reading.ts'

/** Why no volume could be made for a claim, in one word. One text is never read as two. */
export type ProvisioningTrouble = 'not-allowed' | 'no-space' | 'quota' | 'topology' | 'timed-out' | 'other'

export interface ProvisioningFailure {
  readonly claim: string
  readonly storageClass: string
  /** The provisioner that wrote it; "" where it does not say. */
  readonly provisioner: string
  /** What the storage said. */
  readonly message: string
  readonly trouble: ProvisioningTrouble
  readonly event: Event
}

// external-provisioner `controller.go` and, with a capital, the volume controller for plugins that are built in.
const failed = /^[Ff]ailed to provision volume with StorageClass "([^"]*)": ([\s\S]*)$/
// The provisioner tries again while its first call still runs.
const stillRuns = /code = Aborted\b|already (?:exists|in progress)/

// In the words of gRPC codes and of the clouds; in this order, since a text may hold several.
const troubles: readonly (readonly [ProvisioningTrouble, RegExp])[] = [
  [
    'not-allowed',
    /[Uu]nauthori[sz]ed|not authori[sz]ed|AuthorizationFailed|Access ?Denied|PermissionDenied|Unauthenticated|is forbidden: User|Required '[^']+' permission|NoCredentialProviders|credential|\b40[13]\b|AssumeRoleWithWebIdentity/i,
  ],
  ['quota', /quota|LimitExceeded/i],
  [
    'no-space',
    /ResourceExhausted|(?:insufficient|not enough|no|out of|too little)\b[^.\n]{0,30}\b(?:space|capacity|storage)\b|No space left/i,
  ],
  ['topology', /no (?:available )?topology|accessibility requirements|topology requirement|\bzone\b/i],
  ['timed-out', /DeadlineExceeded|context deadline exceeded|timed out/],
]

/** The failures to make a volume that still stand, one for each claim that is not bound, the newest telling one. */
export function provisioningFailures(pod: PodReading): ProvisioningFailure[] {
  return claimsWaiting(pod).flatMap((claim) => {
    const events = pod.claimEvents.filter(({ objectName }) => objectName === claim)
    if (events.at(-1)?.reason === 'ProvisioningSucceeded') return []
    const failures = events.filter(
      ({ reason, message }) => reason === 'ProvisioningFailed' && failed.test(message),
    )
    const event = failures.findLast(({ message }) => !stillRuns.test(message)) ?? failures.at(-1)
    if (event === undefined) return []
    const [, storageClass = '', message = ''] = failed.exec(event.message) ?? []
    return [
      {
        claim,
        storageClass,
        provisioner: provisionerOf(event),
        message: message.replace(/\s+/g, ' ').trim().replace(/\.$/, ''),
        trouble: troubles.find(([, says]) => says.test(message))?.[0] ?? 'other',
        event,
      },
    ]
  })
}

// The sidecar signs with the driver's name and that of its own pod: "ebs.csi.aws.com_ebs-csi-controller-0_UID".
function provisionerOf({ component }: Event): string {
  return /^([a-z0-9.-]+\.[a-z0-9.-]+)_/.exec(component)?.[1] ?? ''
}

/** The newest event about one of the pod's unbound claims with this reason whose message matches, or null. */
export function claimEvent(pod: PodReading, reason: string, says: RegExp): Event | null {
  const waiting = claimsWaiting(pod)
  return (
    pod.claimEvents.findLast(
      (event) => event.reason === reason && waiting.includes(event.objectName) && says.test(event.message),
    ) ?? null
  )
}

/** The names of the pod's claims that are not known to be bound. */
function claimsWaiting({ volumes, claims }: PodReading): string[] {
  return volumes
    .filter(({ kind }) => kind === 'persistentVolumeClaim' || kind === 'ephemeral')
    .map(({ refersTo }) => refersTo)
    .filter((name) => claims.every((claim) => claim.name !== name || claim.phase.value !== 'Bound'))
}
