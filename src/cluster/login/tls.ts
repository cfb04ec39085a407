// Whom to trust and how to prove who we are, read once and checked before anything is sent.
import { X509Certificate } from 'node:crypto'
// As a whole: an old Node has no getCACertificates, and must live long enough to be told that it is too old.
import tls, { createSecureContext, type SecureContext } from 'node:tls'
import { ClusterError, codeOf } from '../errors.ts'
import { contentOf } from './file-content.ts'

export interface ServerTrust {
  readonly caFile: string
  /** Base64 of PEM, as in a kubeconfig. */
  readonly caData: string
  /** The name that the certificate must have; "" for the host of the server. */
  readonly serverName: string
  readonly insecure: boolean
}

/** A certificate authority in PEM, or null for those of the system. Throws a ClusterError of kind `usage`. */
export async function loadCa({
  caFile,
  caData,
  name,
}: ServerTrust & { name: string }): Promise<Buffer | null> {
  if (caFile !== '' && caData !== '') {
    throw usage(`certificate-authority-data and certificate-authority are both specified for ${name}`)
  }
  const ca = await fileOrData(caFile, caData, 'certificate-authority', name)
  if (ca !== null && !ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw usage(`the certificate-authority of ${name} holds no certificate in PEM`)
  }
  return ca
}

/** The content of a file, or of base64 data; null if neither is given. Throws a ClusterError of kind `usage`. */
export async function fileOrData(
  file: string,
  data: string,
  what: string,
  owner: string,
): Promise<Buffer | null> {
  if (file !== '') {
    try {
      return await contentOf(file)
    } catch (error) {
      const why = codeOf(error) === 'ENOENT' ? 'no such file or directory' : codeOf(error)
      throw usage(`unable to read ${what} ${file} for ${owner} due to open ${file}: ${why}`)
    }
  }
  if (data === '') return null
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(data)) throw usage(`the ${what}-data of ${owner} is not base64`)
  return Buffer.from(data, 'base64')
}

/** Whom to trust, and as whom to come. */
export interface Identity {
  /** Null for the authorities of the system. */
  readonly ca: Buffer | null
  readonly cert: string | Buffer | null
  readonly key: string | Buffer | null
}

/** Throws a ClusterError of kind `refused` for a client certificate that is out of date. */
export function checkIdentity({ cert }: Identity, owner: string, now: number = Date.now()): void {
  if (cert !== null && !lasts(cert, now)) checkDates(cert, owner, now)
}

/**
 * One context for all connections. Without a certificate authority those of the system count, as in Go, and Node's own.
 * Throws a ClusterError of kind `usage` for keys that do not fit.
 */
export function secureContext({ ca, cert, key }: Identity, owner: string): SecureContext {
  try {
    return createSecureContext({
      ca: ca ?? [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])],
      ...(cert === null ? {} : { cert }),
      ...(key === null ? {} : { key }),
    })
  } catch (error) {
    const why =
      codeOf(error) === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'
        ? 'do not belong together'
        : 'cannot be read as PEM'
    throw usage(`the client certificate and key of user "${owner}" ${why}`)
  }
}

// The validity in the bytes of nearly every certificate: two times of this century as YYMMDDhhmmssZ.
const validity = /\x30\x1e\x17\x0d\d{12}Z\x17\x0d([0-4]\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/

/** Whether it is plain to see that it has not ended. Loading what reads certificates takes longer than a handshake. */
function lasts(cert: string | Buffer, now: number): boolean {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/.exec(cert.toString()) ?? []
  const [, year, ...rest] = validity.exec(Buffer.from(base64, 'base64').toString('latin1')) ?? []
  const [month = '', day = '', hour = '', minute = '', second = ''] = rest
  return Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`) >= now
}

function checkDates(cert: string | Buffer, owner: string, now: number): void {
  let read: X509Certificate
  try {
    read = new X509Certificate(cert)
  } catch {
    throw usage(`the client certificate of user "${owner}" cannot be read as PEM`)
  }
  const until = Date.parse(read.validTo)
  if (until < now) {
    const day = new Date(until).toISOString().replace('.000Z', 'Z')
    throw new ClusterError(
      'refused',
      `the client certificate of user "${owner}" expired on ${day}: log in again or renew it`,
    )
  }
}

function usage(what: string): ClusterError {
  return new ClusterError('usage', what)
}
