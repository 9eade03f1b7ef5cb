/** `npm run new:step -- <id> --flow connect --after company [--option yes]`: a step in the middle of a flow, to be filled. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkContent, complain } from '../../src/guide/check/check.ts'
import { readContent } from '../../src/guide/content.ts'
import { buildDay } from '../../src/guide/due.ts'
import { insertStep, newStep } from '../../src/guide/scaffold.ts'
import { id as idSchema } from '../../src/schema/text.ts'
import { refuse } from './guide-commands.ts'

const USE = 'npm run new:step -- <id> --flow <flow> --after <step> [--option <answer> ...]'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    flow: { type: 'string' },
    after: { type: 'string' },
    option: { type: 'string', multiple: true, default: [] },
    /** The folder of the content, for tests. */
    content: { type: 'string', default: 'content' },
  },
})
const [id] = positionals
const { flow, after, option, content: root } = values
if (id === undefined || flow === undefined || after === undefined) refuse(USE)
if (!idSchema.safeParse(id).success) refuse(`${id}: an id has lower-case letters, digits and single hyphens, and is permanent`)
const flowPath = join(root, 'flows', `${flow}.yaml`)
const stepPath = join(root, 'steps', 'en', `${id}.md`)
if (!existsSync(flowPath)) refuse(`${flowPath} is not there`)
if (existsSync(stepPath)) refuse(`${stepPath} is there already`)
const inserted = insertStep(readFileSync(flowPath, 'utf8'), id, { after, options: option })
if (!inserted.ok) refuse(`${flowPath}: ${inserted.error}`)
writeFileSync(flowPath, inserted.value)
writeFileSync(stepPath, newStep(id, buildDay()))
console.log(`${stepPath} is yours to fill; ${flowPath} leads to it. Afterwards: npm run check:content, npm run guide:map`)
const faults = checkContent(readContent(root))
const complaint = complain(faults)
// What is only to be written is no reason to fail.
if (complaint !== undefined && faults.some(({ path }) => path !== stepPath)) refuse(complaint)
if (complaint !== undefined) console.log(`\n${complaint}`)
