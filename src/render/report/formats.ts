// The output formats of a failure report.
import type { FailureReport } from '../../report/failure-report.ts'
import { clock } from '../../words/clock.ts'
import { dataFormats, type Formats } from '../format.ts'
import type { ReportTextOptions } from './text.ts'

export const reportFormats = {
  text: async () => (await import('./text.ts')).renderReport,
  wide: async () => (await import('./wide.ts')).renderWideReport,
  ...dataFormats,
  markdown: async () => (await import('./markdown.ts')).renderMarkdownReport,
  html: async () => (await import('./html.ts')).renderHtmlReport,
  junit: async () => (await import('./junit.ts')).renderJUnitReport,
} satisfies Formats<FailureReport, ReportTextOptions>

/** Draws as much of a report as a window holds, below the lines of `notice`. */
export type FitReport = (
  report: FailureReport,
  notice: readonly string[],
  options: ReportTextOptions,
  window: { readonly columns: number; readonly rows: number },
) => string[]

interface FollowedFormat {
  /** Loads what draws in place on a terminal, for a format that a person reads. */
  readonly fit?: () => Promise<FitReport>
  /** Loads what prints one report after another, where that is not the format's renderer. */
  readonly render?: Formats<FailureReport, ReportTextOptions>[string]
  /** What stands before each report but the first. */
  readonly between: (report: FailureReport) => string
}

const rule = ({ takenAt }: FailureReport): string => `\n── ${clock(takenAt, '')} UTC\n\n`

/** The formats in which a report can be followed while it changes. The others are one whole document. */
export const followedFormats: Readonly<Partial<Record<keyof typeof reportFormats, FollowedFormat>>> = {
  text: { fit: async () => (await import('./redraw.ts')).fitReport, between: rule },
  wide: { fit: async () => (await import('./redraw.ts')).fitWideReport, between: rule },
  json: { render: async () => (await import('../json.ts')).renderJsonLine, between: () => '' },
  yaml: { between: () => '---\n' },
}
