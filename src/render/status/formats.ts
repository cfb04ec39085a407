// The output formats of `status`: of rows of saved pods, and of entries of the dictionary.
import { dataFormats, type Formats } from '../format.ts'
import type { DictionaryAnswer, DictionaryStyle } from './dictionary.ts'
import type { StatusRow } from './row.ts'

/** Draws rows while they are being read, piece by piece; some formats need all of them first. */
type RowsRenderer = (rows: AsyncIterable<StatusRow>) => AsyncIterable<string>

export const statusFormats = {
  table: async () => (await import('./table.ts')).renderStatusTable,
  json: async () => (await import('./data.ts')).renderStatusList,
  jsonl: async () => (await import('./data.ts')).renderStatusLines,
} satisfies Readonly<Record<string, () => Promise<RowsRenderer>>>

export const dictionaryFormats = {
  text: async () => (await import('./dictionary.ts')).renderDictionary,
  json: dataFormats.json,
} satisfies Formats<DictionaryAnswer, DictionaryStyle>
