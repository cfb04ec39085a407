// Archives that are the same to the byte whoever makes them: entries sorted, one fixed time, owner 0, two modes.
import { crc32, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib'

/** One file in an archive. Folders have no entry of their own. */
export interface Entry {
  readonly name: string
  readonly content: Buffer
  readonly executable: boolean
}

/** What a reader found: `type` is 'file', or what tar calls anything else. */
export interface ReadEntry extends Entry {
  readonly type: string
  readonly mode: number
  readonly owner: number
  /** Seconds since 1970. */
  readonly time: number
}

// The first moment that a zip can say.
const time = 315_532_800
const zipDate = 0x21

/** A gzip-compressed tar (ustar). Names are at most 100 bytes. */
export function tarGz(entries: readonly Entry[]): Buffer {
  const parts = sorted(entries).flatMap(({ name, content, executable }) => [
    tarHeader(name, content.length, executable),
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ])
  const packed = gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]), { level: 9 })
  // The byte that says which system packed it.
  packed[9] = 255
  return packed
}

function tarHeader(name: string, size: number, executable: boolean): Buffer {
  const header = Buffer.alloc(512)
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} is too long for this tar`)
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`
  header.write(name, 0)
  header.write(octal(executable ? 0o755 : 0o644, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(size, 12), 124)
  header.write(octal(time, 12), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** Reads what `tarGz` and npm write. Throws for a header whose checksum is wrong. */
export function readTarGz(archive: Buffer): ReadEntry[] {
  const tar = gunzipSync(archive)
  const entries: ReadEntry[] = []
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + 512)
    const textAt = (from: number, to: number): string =>
      header.toString('utf8', from, to).split('\0', 1)[0] ?? ''
    const numberAt = (from: number, to: number): number => Number.parseInt(textAt(from, to).trim(), 8) || 0
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
    if (sum !== numberAt(148, 156)) throw new Error('a tar header has a wrong checksum')
    const size = numberAt(124, 136)
    const prefix = textAt(345, 500)
    const mode = numberAt(100, 108)
    const flag = textAt(156, 157)
    entries.push({
      name: prefix === '' ? textAt(0, 100) : `${prefix}/${textAt(0, 100)}`,
      content: tar.subarray(at + 512, at + 512 + size),
      executable: (mode & 0o111) !== 0,
      type: flag === '0' || flag === '' ? 'file' : flag,
      mode,
      owner: numberAt(108, 116),
      time: numberAt(136, 148),
    })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return entries
}

/** A zip. */
export function zip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, executable } of sorted(entries)) {
    const packed = deflateRawSync(content, { level: 9 })
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(zipDate, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed)
    const made = Buffer.from([20, 3])
    const rest = Buffer.alloc(14)
    // Unix mode of a plain file, then where the file begins.
    rest.writeUInt32LE(((0o100000 | (executable ? 0o755 : 0o644)) << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), made, common, rest, Buffer.from(name))
    offset += 4 + common.length + Buffer.byteLength(name) + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** Reads what `zip` writes. Throws for a file whose checksum is wrong. */
export function readZip(archive: Buffer): ReadEntry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const count = archive.readUInt16LE(end + 10)
  const entries: ReadEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const mode = archive.readUInt32LE(at + 38) >>> 16
    const from = archive.readUInt32LE(at + 42) + 30 + nameLength
    const content = inflateRawSync(archive.subarray(from, from + archive.readUInt32LE(at + 20)))
    if (crc32(content) !== archive.readUInt32LE(at + 16)) throw new Error(`${name} has a wrong checksum`)
    const type = (mode & 0o170000) === 0o100000 ? 'file' : 'other'
    entries.push({
      name,
      content,
      executable: (mode & 0o111) !== 0,
      type,
      mode: mode & 0o7777,
      owner: 0,
      time: archive.readUInt16LE(at + 14) === zipDate && archive.readUInt16LE(at + 12) === 0 ? time : -1,
    })
    at += 46 + nameLength
  }
  return entries
}

function sorted(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
