// The output formats of lives.
import type { Timeline } from '../../timeline/timeline.ts'
import { dataFormats, type Formats } from '../format.ts'
import type { TimelineTextOptions } from './picture.ts'

export const timelineFormats = {
  text: async () => (await import('./text.ts')).renderTimelines,
  ...dataFormats,
  markdown: async () => (await import('./markdown.ts')).renderTimelineMarkdown,
  html: async () => (await import('./html.ts')).renderTimelineHtml,
  svg: async () => (await import('./svg.ts')).renderTimelineSvgs,
} satisfies Formats<readonly Timeline[], TimelineTextOptions>

/** The formats that have room for one life alone. */
export const oneLifeFormats: readonly (keyof typeof timelineFormats)[] = ['svg']
