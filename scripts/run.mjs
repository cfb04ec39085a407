// Runs scripts/NAME.ts: bundles it first, since it imports pages and source as the plugin does. Usage: run.mjs NAME [ARG…]
import { bundle } from './bundle.mjs'

const [name, ...args] = process.argv.slice(2)
const outfile = `dist/scripts/${name}.mjs`
await bundle(`scripts/${name}.ts`, outfile)
process.argv.splice(2, process.argv.length, ...args)
await import(new URL(`../${outfile}`, import.meta.url).href)
