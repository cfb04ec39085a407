// Whether something can still become well by itself. When in doubt it can: a false alarm stops a rollout that was fine.
import type { Diagnosis, Finding } from '../diagnosis/diagnosis.ts'
import type { Standing } from './standing.ts'

/**
 * `soon`: the spec or the image itself is wrong, and nothing but a change of it helps. `patient`: something outside is missing,
 * which may be about to be made. `crash`: counted in restarts. `never`: passes by itself often enough.
 */
type Hope = 'soon' | 'patient' | 'crash' | 'never'

const hopes: Readonly<Record<string, Hope>> = {
  'image-name-invalid': 'soon',
  'image-platform-missing': 'soon',
  'image-signature-refused': 'soon',
  'run-as-root-refused': 'soon',
  'creation-invalid': 'soon',
  'pod-security-refused': 'soon',
  'limit-range-violated': 'soon',
  'admission-policy-denied': 'soon',
  'admission-webhook-denied': 'soon',
  'namespace-terminating': 'soon',
  'job-failed': 'soon',
  'rollout-stuck': 'soon',
  'deadline-exceeded': 'soon',
  'app-armor-unavailable': 'soon',
  'no-command': 'soon',
  'command-not-found': 'soon',
  'container-user-missing': 'soon',

  'image-tag-missing': 'patient',
  'image-never-pulled': 'patient',
  'registry-login-refused': 'patient',
  'pull-secret-missing': 'patient',
  'config-map-missing': 'patient',
  'secret-missing': 'patient',
  'config-key-missing': 'patient',
  'config-map-volume-missing': 'patient',
  'secret-volume-missing': 'patient',
  'volume-key-missing': 'patient',
  'quota-exceeded': 'patient',
  'quota-amount-missing': 'patient',
  'service-account-missing': 'patient',
  'priority-class-missing': 'patient',
  'runtime-class-missing': 'patient',
  'runtime-handler-missing': 'patient',
  'claim-missing': 'patient',
  'claim-volume-lost': 'patient',
  'csi-driver-missing': 'patient',
  'scheduler-unknown': 'patient',

  'startup-kill': 'crash',
  'liveness-kill': 'crash',
}

/** How long something outside may be missing, and how long a wrong spec has to stand, in milliseconds. */
const patience = { patient: 30_000, soon: 2_000 } as const

/** Reasons of a program's end that another program's start takes away. */
const waitsForOthers = new Set(['connection-refused', 'host-unknown'])

export interface HopeLimits {
  /** Restarts after which a crash loop is given up; twice as many where the program waits for another. */
  readonly restarts: number
}

/** Hopeless now, or from a time on (milliseconds since 1970) if nothing changes; null: it may become well. */
export type Verdict = { readonly since: number } | null

/**
 * From when on a pod, or a workload without one, cannot become well any more. `seenSince` is when this finding was first seen
 * by whoever waits, in milliseconds since 1970.
 */
export function hopelessFrom(
  diagnosis: Diagnosis,
  standing: Standing,
  seenSince: number,
  limits: HopeLimits,
): Verdict {
  const { verdict, outcome, status, workload } = diagnosis
  if (outcome === 'healthy' || outcome === 'completed' || outcome === 'starting') return null
  // Nobody makes another in its place.
  if (outcome === 'failed') return workload === null ? { since: 0 } : null
  if (verdict === null || outcome === 'terminating' || verdict.certainty === 'likely') return null
  switch (hopeOf(verdict)) {
    case 'crash': {
      const waits = waitsForOthers.has(String(verdict.facts.suggests ?? ''))
      return (status?.restarts ?? 0) >= limits.restarts * (waits ? 2 : 1) ? { since: 0 } : null
    }
    case 'patient':
      // Trouble of an hour ago is no reason for more patience now.
      return { since: Math.min(seenSince, standing.troubleSince ?? seenSince) + patience.patient }
    case 'soon':
      return { since: seenSince + patience.soon }
    default:
      return null
  }
}

function hopeOf({ cause, stage }: Finding): Hope {
  return hopes[cause] ?? (stage === 'crash' || stage === 'startup' ? 'crash' : 'never')
}
