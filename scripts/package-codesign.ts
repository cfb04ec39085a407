// macOS kills a program whose signature does not fit its bytes, and on Apple silicon one without any. The compiler leaves the
// runtime's own signature in place, so that the program gets a new one: ad hoc, which names nobody and vouches for the bytes alone.
// Layouts: xnu's osfmk/kern/cs_blobs.h and mach-o/loader.h; what is written is what Apple's own linker writes for unsigned programs.
import { createHash } from 'node:crypto'

const machO64 = 0xfeedfacf
const segment64 = 0x19
const codeSignature = 0x1d
const superBlob = 0xfade0cc0
const codeDirectory = 0xfade0c02
const headerSize = 88
const pageBits = 12
const adHoc = 0x2
const linkerSigned = 0x20000
const sha256 = 2

interface Layout {
  /** Where LC_CODE_SIGNATURE stands among the load commands. */
  readonly signatureCommand: number
  readonly signatureAt: number
  readonly signatureSize: number
  readonly text: { readonly offset: number; readonly size: number }
  readonly linkEditCommand: number
}

/** What a signature says, and whether it is true. */
export interface Signature {
  readonly identifier: string
  readonly isAdHoc: boolean
  readonly pages: number
  /** Pages whose bytes are not the ones that were signed. */
  readonly wrongPages: number
  /** Whether the signature ends where the file ends, as the loader wants it. */
  readonly endsTheFile: boolean
}

/** The program with an ad-hoc signature in place of the one it has. Throws for anything but a 64-bit Mach-O with room for one. */
export function signAdHoc(program: Buffer, identifier: string): Buffer {
  const { signatureCommand, signatureAt, text, linkEditCommand } = layoutOf(program)
  const pages = Math.ceil(signatureAt / 2 ** pageBits)
  const directorySize = headerSize + identifier.length + 1 + pages * 32
  const size = 20 + directorySize
  const signed = Buffer.concat([program.subarray(0, signatureAt), Buffer.alloc(size)])
  signed.writeUInt32LE(size, signatureCommand + 12)
  const linkEditSize = signatureAt + size - Number(signed.readBigUInt64LE(linkEditCommand + 40))
  signed.writeBigUInt64LE(BigInt(linkEditSize), linkEditCommand + 48)
  signed.writeBigUInt64LE(BigInt(Math.ceil(linkEditSize / 0x4000) * 0x4000), linkEditCommand + 32)

  const blob = signed.subarray(signatureAt)
  for (const [index, value] of [superBlob, size, 1, 0, 20].entries()) blob.writeUInt32BE(value, index * 4)
  const directory = blob.subarray(20)
  const hashesAt = headerSize + identifier.length + 1
  const head = [
    codeDirectory,
    directorySize,
    0x20400,
    adHoc | linkerSigned,
    hashesAt,
    headerSize,
    0,
    pages,
    signatureAt,
  ]
  for (const [index, value] of head.entries()) directory.writeUInt32BE(value, index * 4)
  directory.set([32, sha256, 0, pageBits], 36)
  directory.writeBigUInt64BE(BigInt(text.offset), 64)
  directory.writeBigUInt64BE(BigInt(text.size), 72)
  // This is a main program, not a library.
  directory.writeBigUInt64BE(1n, 80)
  directory.write(identifier, headerSize)
  for (let page = 0; page < pages; page++) {
    directory.set(hashOf(signed, page, 2 ** pageBits, signatureAt), hashesAt + page * 32)
  }
  return signed
}

/** Reads the signature of a program and checks it page by page. Throws for a program that has none. */
export function checkSignature(program: Buffer): Signature {
  const { signatureAt, signatureSize } = layoutOf(program)
  const blob = program.subarray(signatureAt, signatureAt + signatureSize)
  const count = blob.readUInt32BE(8)
  const offsets = Array.from({ length: count }, (_, index) => blob.readUInt32BE(16 + index * 8))
  const at = offsets.find((offset) => blob.readUInt32BE(offset) === codeDirectory)
  if (blob.readUInt32BE(0) !== superBlob || at === undefined)
    throw new Error('the program has no code directory')
  const directory = blob.subarray(at)
  if (directory[37] !== sha256) throw new Error('the signature uses a hash that is not known here')
  const hashesAt = directory.readUInt32BE(16)
  const identifierAt = directory.readUInt32BE(20)
  const pages = directory.readUInt32BE(28)
  const limit = directory.readUInt32BE(32)
  const pageSize = 2 ** (directory[39] ?? 0)
  const wrong = Array.from({ length: pages }, (_, page) => page).filter(
    (page) =>
      !hashOf(program, page, pageSize, limit).equals(
        directory.subarray(hashesAt + page * 32, hashesAt + page * 32 + 32),
      ),
  )
  return {
    identifier: directory.toString('utf8', identifierAt, directory.indexOf(0, identifierAt)),
    isAdHoc: (directory.readUInt32BE(12) & adHoc) !== 0,
    pages,
    wrongPages: wrong.length + (limit === signatureAt && pages === Math.ceil(limit / pageSize) ? 0 : 1),
    endsTheFile: signatureAt + signatureSize === program.length,
  }
}

function hashOf(program: Buffer, page: number, pageSize: number, limit: number): Buffer {
  return createHash('sha256')
    .update(program.subarray(page * pageSize, Math.min((page + 1) * pageSize, limit)))
    .digest()
}

function layoutOf(program: Buffer): Layout {
  if (program.readUInt32LE(0) !== machO64) throw new Error('the program is not a 64-bit Mach-O')
  let signatureCommand = -1
  let linkEditCommand = -1
  let text = { offset: 0, size: 0 }
  let at = 32
  for (let left = program.readUInt32LE(16); left > 0; left--) {
    const command = program.readUInt32LE(at)
    const name = program.toString('latin1', at + 8, at + 24).split('\0', 1)[0]
    if (command === codeSignature) signatureCommand = at
    if (command === segment64 && name === '__LINKEDIT') linkEditCommand = at
    if (command === segment64 && name === '__TEXT') {
      text = {
        offset: Number(program.readBigUInt64LE(at + 40)),
        size: Number(program.readBigUInt64LE(at + 48)),
      }
    }
    at += program.readUInt32LE(at + 4)
  }
  if (signatureCommand < 0 || linkEditCommand < 0 || text.size === 0) {
    throw new Error('the program has no place for a signature')
  }
  return {
    signatureCommand,
    signatureAt: program.readUInt32LE(signatureCommand + 8),
    signatureSize: program.readUInt32LE(signatureCommand + 12),
    text,
    linkEditCommand,
  }
}
