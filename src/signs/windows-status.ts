// Exit codes of Windows processes that Windows itself chose: status codes of the system (ntstatus.h) and of .NET (corerror.h).

const meanings: ReadonlyMap<number, string> = new Map([
  [0xc0000005, 'an access to memory that is not its own (access violation): a defect in native code'],
  [0xc000001d, 'an instruction that the processor does not know'],
  [0xc0000017, 'too little memory for what the system had to allocate'],
  [0xc000007b, 'an image file of a wrong format, as 32-bit libraries beside a 64-bit program'],
  [0xc0000094, 'an integer division by zero'],
  [0xc00000fd, 'a stack overflow'],
  [0xc0000135, 'a DLL that it needs and that was not found'],
  [0xc0000139, 'a DLL that lacks a function which the program needs: it has another version'],
  [0xc000013a, 'a console event (CTRL+C or a shutdown) that asked it to stop'],
  [0xc0000142, 'a DLL that failed to initialise'],
  [0xc0000374, 'a damaged heap: a defect in native code'],
  [0xc0000409, 'a check inside the program that ended it at once (fail fast, stack buffer overrun)'],
  [0xe0434352, 'an exception of .NET that the program did not catch'],
])

export interface WindowsStatus {
  /** Such as `0xC000013A`. */
  readonly code: string
  /** Within a sentence: "a stack overflow"; "" where the code is not known here. */
  readonly meaning: string
}

/**
 * The status behind an exit code, or null where it is no such code: errors of the system begin with 0xC, of .NET with 0xE. A
 * runtime hands on 32 bits, which Docker shows as a positive and the CRI as a negative number.
 */
export function windowsStatus(exitCode: number): WindowsStatus | null {
  const bits = exitCode < 0 ? exitCode + 2 ** 32 : exitCode
  if (bits < 0xc0000000 || bits > 0xefffffff) return null
  return { code: `0x${bits.toString(16).toUpperCase()}`, meaning: meanings.get(bits) ?? '' }
}
