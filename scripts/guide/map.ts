/** `npm run guide:map`: writes docs/guide-map.md; `-- --stdout` prints it instead. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readContent } from '../../src/guide/content.ts'
import { drawMap } from '../../src/guide/map.ts'

const { values } = parseArgs({ options: { stdout: { type: 'boolean', default: false } } })
const map = drawMap(readContent())
if (values.stdout) console.log(map)
else {
  writeFileSync('docs/guide-map.md', map)
  console.log('docs/guide-map.md is written.')
}
