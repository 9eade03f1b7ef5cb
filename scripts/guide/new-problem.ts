/** `npm run new:problem -- <id>`: a problem page, to be filled and to be named under `problems` of a step. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildDay } from '../../src/guide/due.ts'
import { newProblem } from '../../src/guide/scaffold.ts'
import { id as idSchema } from '../../src/schema/text.ts'
import { refuse } from './guide-commands.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { content: { type: 'string', default: 'content' } } })
const [id] = positionals
if (id === undefined) refuse('npm run new:problem -- <id>')
if (!idSchema.safeParse(id).success) refuse(`${id}: an id has lower-case letters, digits and single hyphens, and is permanent`)
const path = join(values.content, 'problems', 'en', `${id}.md`)
if (existsSync(path)) refuse(`${path} is there already`)
writeFileSync(path, newProblem(id, buildDay()))
console.log(`${path} is yours to fill. Name it under "problems" of the steps where it happens.`)
