import { styleText } from 'node:util'

/** The colours that output uses. Colour never carries meaning alone: a mark or a word says the same. */
export interface Palette {
  readonly bad: (text: string) => string
  readonly good: (text: string) => string
  readonly unsure: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

const same = (text: string): string => text

/** No colours: for a pipe, a file, NO_COLOR. */
export const plain: Palette = { bad: same, good: same, unsure: same, strong: same, faint: same }

const style =
  (...format: Parameters<typeof styleText>[0][]) =>
  (text: string): string =>
    styleText(format.flat() as Parameters<typeof styleText>[0], text, { validateStream: false })

/** The colours of a terminal. */
export const coloured: Palette = {
  bad: style('red', 'bold'),
  good: style('green'),
  unsure: style('yellow'),
  strong: style('bold'),
  faint: style('dim'),
}
