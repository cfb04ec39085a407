import { dump, SCALAR_STYLE, visit } from 'js-yaml'
import { visibleSentences } from './json.ts'
import { isNeutral, neutralYaml } from './neutralise.ts'

/** A result as YAML text; every character that a terminal could obey stands as an escape inside a double-quoted string. */
export function renderYaml(result: unknown): string {
  const text = dump(JSON.parse(JSON.stringify(result, visibleSentences)), {
    lineWidth: -1,
    noRefs: true,
    transform: (documents) => {
      visit(documents, (node) => {
        if (node.kind === 'scalar' && !isNeutral(node.value)) node.style = SCALAR_STYLE.DOUBLE_QUOTED
      })
    },
  })
  return neutralYaml(text)
}
