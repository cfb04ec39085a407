import type { GapReason, Source } from '../pod/snapshot.ts'

/** What each source is called in a sentence. */
export const sourceWords: Record<Source, string> = {
  pod: 'the pod',
  events: "the pod's events",
  node: 'its node',
  nodes: 'the nodes',
  owner: 'its controller',
  'owner-events': "its controller's events",
  claims: 'its volume claims',
  volumes: 'its volumes',
  'claim-events': 'the events of its volume claims',
  logs: 'its logs',
}

/** Why a source is missing, in brackets behind it. */
export const gapWords: Record<GapReason, string> = {
  forbidden: 'forbidden',
  unauthorized: 'not logged in',
  'not-found': 'not found',
  'timed-out': 'no answer in time',
  failed: 'could not be read',
  'not-asked': 'not asked for, to keep the requests few',
  'not-in-file': 'not in the file',
  expired: 'none left; events are kept for about an hour',
  'refused-name': 'its name cannot be asked for safely',
}
