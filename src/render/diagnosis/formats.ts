// The output formats of diagnoses, for every command that prints them.
import type { Diagnosis } from '../../diagnosis/diagnosis.ts'
import { dataFormats, type Formats } from '../format.ts'
import type { TextOptions } from './text.ts'

export const diagnosisFormats = {
  text: async () => (await import('./list.ts')).renderTexts,
  ...dataFormats,
} satisfies Formats<readonly Diagnosis[], TextOptions>
