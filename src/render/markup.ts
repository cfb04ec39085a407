import { inline } from './neutralise.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text of the cluster or ours for HTML and SVG: neutralised, then safe in an element and in a quoted attribute. */
export function markup(text: string): string {
  return inline(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
