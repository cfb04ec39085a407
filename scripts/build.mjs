// Makes dist/podlife.mjs, the whole plugin in one file.
import { bundle } from './bundle.mjs'

await bundle('src/main.ts', 'dist/podlife.mjs')
