// Makes the krew manifest out of .krew.yaml, the template that krew's release robot reads for later versions. The template
// language is Go's; the template uses two of its forms, and anything else is an error here rather than a manifest that differs.

const uriAndSum = /\{\{\s*addURIAndSha "((?:[^"{}]|\{\{ \.TagName \}\})+)" \.TagName\s*\}\}/g

/**
 * The manifest for a tag such as "v1.2.3". `sumOf` returns the SHA-256 of what lies at a URI, in lower-case hex.
 * Throws for a form that is not known, and for a sum that is none.
 */
export function renderManifest(template: string, tag: string, sumOf: (uri: string) => string): string {
  const rendered = template
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(uriAndSum, (_, written: string) => {
      const uri = written.replaceAll('{{ .TagName }}', tag)
      const sum = sumOf(uri)
      if (!/^[a-f0-9]{64}$/.test(sum)) throw new Error(`there is no SHA-256 for ${uri}`)
      return `uri: ${uri}\n    sha256: ${sum}`
    })
    .replaceAll(/\{\{ \.TagName \}\}/g, tag)
  const unknown = /\{\{.*?\}\}/.exec(rendered)?.[0]
  if (unknown !== undefined) throw new Error(`the template has a form that is not known: ${unknown}`)
  return rendered
}
