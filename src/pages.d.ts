// Markdown pages of a folder, made by scripts/pages.mjs; `word` is the one in the front matter, or "".
declare module 'pages:*' {
  const pages: readonly { readonly name: string; readonly word: string; readonly text: string }[]
  export default pages
}

// The recorded pods of src/demo/scenarios.json, made by scripts/pages.mjs.
declare module 'recorded:pods' {
  const pods: readonly { readonly name: string; readonly about: string; readonly objects: string }[]
  export default pods
}
