// What the runtime itself is made of: its own LICENSE.md, the crates that its Cargo.toml names, and what `process.versions` tells.
// The texts of the licences are in runtime-licences/. A test compares the revisions with those that the runtime reports.

/** Software that is linked into the runtime. */
export interface RuntimePart {
  readonly name: string
  /** An SPDX expression. */
  readonly licence: string
  /** Who publishes it. */
  readonly supplier: string
  readonly source: string
  /** A version or a commit; absent where the runtime does not report it. */
  readonly version?: string
  /** The key of `process.versions` that reports it. */
  readonly reportedAs?: string
  /** Only in the builds for this system. */
  readonly only?: 'windows'
  /** Files in runtime-licences/, without `.txt`. */
  readonly texts: readonly string[]
}

/** Licence texts that many parts share: printed once, at the end of the notices. */
export const commonTexts: Readonly<Record<string, string>> = {
  'apache-2.0': 'Apache License 2.0',
  'llvm-exception': 'LLVM exceptions to the Apache License 2.0',
  'lgpl-2.0': 'GNU Library General Public License 2',
  'lgpl-2.1': 'GNU Lesser General Public License 2.1',
  'mpl-2.0': 'Mozilla Public License 2.0',
}

export const runtimeParts: readonly RuntimePart[] = [
  {
    name: 'WebKit',
    licence: 'LGPL-2.0-or-later AND LGPL-2.1-or-later AND BSD-2-Clause AND BSD-3-Clause',
    supplier: 'Apple Inc. and the WebKit contributors; changed by Oven',
    source: 'https://github.com/oven-sh/WebKit',
    version: 'd6375c72affe0f70222cdcb45012b10f0bf3a9d5',
    reportedAs: 'webkit',
    texts: ['webkit-bsd', 'lgpl-2.0', 'lgpl-2.1'],
  },
  {
    name: 'TinyCC',
    licence: 'LGPL-2.1-or-later',
    supplier: 'Fabrice Bellard and the TinyCC contributors; changed by Oven',
    source: 'https://github.com/oven-sh/tinycc',
    version: '05f0fafaa3be31e31d7b4b5c17dc60f62c991171',
    reportedAs: 'tinycc',
    texts: ['lgpl-2.1'],
  },
  {
    name: 'BoringSSL',
    licence: 'Apache-2.0',
    supplier: 'The BoringSSL and OpenSSL authors; changed by Oven',
    source: 'https://github.com/oven-sh/boringssl',
    version: 'fe703e9faa3bfd22b04eb192066856557b7e015c',
    reportedAs: 'boringssl',
    texts: ['apache-2.0'],
  },
  {
    name: 'brotli',
    licence: 'MIT',
    supplier: 'The Brotli Authors',
    source: 'https://github.com/google/brotli',
    texts: ['brotli'],
  },
  {
    name: 'c-ares',
    licence: 'MIT',
    supplier: 'The c-ares project',
    source: 'https://github.com/c-ares/c-ares',
    version: '0b88066f79ac9745d6819899f1794df91b73c873',
    reportedAs: 'ares',
    texts: ['c-ares'],
  },
  {
    name: 'HdrHistogram_c',
    licence: 'BSD-2-Clause OR CC0-1.0',
    supplier: 'Gil Tene, Michael Barker and Matt Warren',
    source: 'https://github.com/HdrHistogram/HdrHistogram_c',
    texts: ['hdrhistogram'],
  },
  {
    name: 'Highway',
    licence: 'Apache-2.0 OR BSD-3-Clause',
    supplier: 'Google LLC',
    source: 'https://github.com/google/highway',
    texts: ['apache-2.0'],
  },
  {
    name: 'ICU',
    licence: 'Unicode-3.0',
    supplier: 'Unicode, Inc.',
    source: 'https://github.com/unicode-org/icu',
    version: '78.3',
    reportedAs: 'icu',
    texts: ['icu'],
  },
  {
    name: 'libarchive',
    licence: 'BSD-2-Clause AND BSD-3-Clause',
    supplier: 'The libarchive project',
    source: 'https://github.com/libarchive/libarchive',
    version: '27cbc7827172698143e440801fc0ba39ccb4f1f5',
    reportedAs: 'libarchive',
    texts: ['libarchive'],
  },
  {
    name: 'libbase64',
    licence: 'BSD-2-Clause',
    supplier: 'Alfred Klomp',
    source: 'https://github.com/aklomp/base64',
    texts: ['libbase64'],
  },
  {
    name: 'libdeflate',
    licence: 'MIT',
    supplier: 'Eric Biggers',
    source: 'https://github.com/ebiggers/libdeflate',
    version: '92e6a0db9fa848d742f9eb286c92afc60f2c3dda',
    reportedAs: 'libdeflate',
    texts: ['libdeflate'],
  },
  {
    name: 'libjpeg-turbo',
    licence: 'BSD-3-Clause AND IJG AND Zlib',
    supplier: 'The libjpeg-turbo project',
    source: 'https://github.com/libjpeg-turbo/libjpeg-turbo',
    texts: ['libjpeg-turbo', 'ijg'],
  },
  {
    name: 'libspng',
    licence: 'BSD-2-Clause AND libpng-2.0',
    supplier: 'Randy',
    source: 'https://github.com/randy408/libspng',
    texts: ['libspng'],
  },
  {
    name: 'libuv',
    licence: 'MIT',
    supplier: 'The libuv project',
    source: 'https://github.com/libuv/libuv',
    only: 'windows',
    texts: ['libuv'],
  },
  {
    name: 'libwebp',
    licence: 'BSD-3-Clause',
    supplier: 'Google LLC',
    source: 'https://github.com/webmproject/libwebp',
    texts: ['libwebp'],
  },
  {
    name: 'llhttp',
    licence: 'MIT',
    supplier: 'The Node.js project',
    source: 'https://github.com/nodejs/llhttp',
    version: '9.4.4',
    reportedAs: 'llhttp',
    texts: ['llhttp'],
  },
  {
    name: 'lol-html',
    licence: 'BSD-3-Clause',
    supplier: 'Cloudflare, Inc.',
    source: 'https://github.com/cloudflare/lol-html',
    version: '725ce499aa9b71e38b7a2d0a9fbb6d7294a4079e',
    reportedAs: 'lolhtml',
    texts: ['lol-html'],
  },
  {
    name: 'ls-hpack',
    licence: 'MIT',
    supplier: 'LiteSpeed Technologies Inc',
    source: 'https://github.com/litespeedtech/ls-hpack',
    version: 'cf0f70dd10b352194c97448eb5d00b4aa484f531',
    reportedAs: 'lshpack',
    texts: ['ls-hpack'],
  },
  {
    name: 'ls-qpack',
    licence: 'MIT',
    supplier: 'LiteSpeed Technologies Inc',
    source: 'https://github.com/litespeedtech/ls-qpack',
    texts: ['ls-qpack'],
  },
  {
    name: 'lsquic',
    licence: 'MIT AND BSD-3-Clause',
    supplier: 'LiteSpeed Technologies Inc',
    source: 'https://github.com/litespeedtech/lsquic',
    texts: ['lsquic'],
  },
  {
    name: 'mimalloc',
    licence: 'MIT',
    supplier: 'Microsoft Corporation',
    source: 'https://github.com/oven-sh/mimalloc',
    version: '92ef6587c57b262f6e6abf513f7776a2f8d12aeb',
    reportedAs: 'mimalloc',
    texts: ['mimalloc'],
  },
  {
    name: 'picohttpparser',
    licence: 'MIT',
    supplier: 'Kazuho Oku and others',
    source: 'https://github.com/h2o/picohttpparser',
    version: 'f4d94b48b31e0abae029ebeafcfd9ca0680ede58',
    reportedAs: 'picohttpparser',
    texts: ['picohttpparser'],
  },
  {
    name: 'simdutf',
    licence: 'MIT',
    supplier: 'The simdutf authors',
    source: 'https://github.com/simdutf/simdutf',
    texts: ['simdutf'],
  },
  {
    name: 'SQLite',
    licence: 'blessing',
    supplier: 'The SQLite project',
    source: 'https://sqlite.org',
    version: '3.54.1',
    reportedAs: 'sqlite',
    texts: ['sqlite'],
  },
  {
    name: 'uSockets and uWebSockets',
    licence: 'Apache-2.0',
    supplier: 'Alex Hultman; changed by Oven',
    source: 'https://github.com/uNetworking/uWebSockets',
    texts: ['apache-2.0'],
  },
  {
    name: 'uucode',
    licence: 'MIT AND Unicode-3.0',
    supplier: 'Jacob Sandlund',
    source: 'https://github.com/jacobsandlund/uucode',
    texts: ['uucode', 'icu'],
  },
  {
    name: 'zlib-ng',
    licence: 'Zlib',
    supplier: 'The zlib-ng project',
    source: 'https://github.com/zlib-ng/zlib-ng',
    version: '12731092979c6d07f42da27da673a9f6c7b13586',
    reportedAs: 'zlib',
    texts: ['zlib-ng'],
  },
  {
    name: 'zstd',
    licence: 'BSD-3-Clause',
    supplier: 'Meta Platforms, Inc.',
    source: 'https://github.com/facebook/zstd',
    version: 'f8745da6ff1ad1e7bab384bd1f9d742439278e99',
    reportedAs: 'zstd',
    texts: ['zstd'],
  },
  {
    name: 'TigerBeetle I/O code',
    licence: 'Apache-2.0',
    supplier: 'TigerBeetle, Inc.',
    source: 'https://github.com/tigerbeetle/tigerbeetle',
    texts: ['apache-2.0'],
  },
  {
    name: 'LLVM libc++abi',
    licence: 'Apache-2.0 WITH LLVM-exception',
    supplier: 'The LLVM project',
    source: 'https://github.com/llvm/llvm-project',
    texts: ['apache-2.0', 'llvm-exception'],
  },
  {
    name: 'The Rust standard library',
    licence: 'MIT OR Apache-2.0',
    supplier: 'The Rust project',
    source: 'https://github.com/rust-lang/rust',
    texts: ['apache-2.0'],
  },
  {
    name: 'Browser versions of Node.js modules',
    licence: 'MIT AND ISC AND BSD-3-Clause AND Zlib',
    supplier: 'Their authors; each is named beside its licence',
    source: 'https://github.com/oven-sh/bun',
    texts: ['polyfills'],
  },
]

/** Rust crates linked into the runtime. Its revision of each is not reported. */
export interface CrateGroup {
  readonly licence: string
  readonly crates: readonly string[]
  readonly texts: readonly string[]
}

export const runtimeCrates: readonly CrateGroup[] = [
  {
    licence: 'MIT OR Apache-2.0',
    crates:
      words(`allocator-api2 arrayvec base64 bitflags blowfish bstr bumpalo cfg-if cipher core_detect crossbeam
      crossbeam-channel crossbeam-deque crossbeam-epoch crossbeam-queue crossbeam-utils crypto-common dtoa enum-map enumset
      equivalent errno getrandom hashbrown hybrid-array inout itoa libc log mime regex-automata rust-argon2 rustc-hash
      scopeguard serde serde_core servo_arc simdutf8 siphasher smallvec stable_deref_trait thiserror typenum windows-link
      windows-sys windows-targets zeroize`),
    texts: ['apache-2.0'],
  },
  { licence: 'Zlib OR Apache-2.0 OR MIT', crates: ['bytemuck'], texts: ['apache-2.0'] },
  { licence: 'CC0-1.0 OR MIT-0 OR Apache-2.0', crates: ['constant_time_eq'], texts: ['apache-2.0'] },
  {
    licence: 'Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT',
    crates: ['linux-raw-sys', 'rustix'],
    texts: ['apache-2.0'],
  },
  { licence: 'MIT OR Apache-2.0 OR LGPL-2.1-or-later', crates: ['r-efi'], texts: ['apache-2.0'] },
  { licence: 'Unlicense OR MIT', crates: ['byteorder', 'memchr'], texts: ['crates-mit'] },
  {
    licence: 'MIT',
    crates: words(
      'bcrypt blake2b_simd derive_more new_debug_unreachable phf phf_shared precomputed-hash strum typed-arena',
    ),
    texts: ['crates-mit'],
  },
  {
    licence: 'Zlib',
    crates: words('const_format foldhash konst konst_macro_rules'),
    texts: ['crates-zlib'],
  },
  { licence: 'BSD-3-Clause', crates: ['subtle'], texts: ['crates-bsd'] },
  {
    licence: '(MIT OR Apache-2.0) AND BSD-3-Clause',
    crates: ['encoding_rs'],
    texts: ['crates-bsd', 'apache-2.0'],
  },
  { licence: 'MPL-2.0', crates: words('cssparser dtoa-short selectors'), texts: ['mpl-2.0'] },
]

function words(text: string): string[] {
  return text.split(/\s+/)
}
