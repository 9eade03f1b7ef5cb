/** `npm run costs`: what a month costs at several sizes, written into docs/costs.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describeCosts, withTables } from './scale/cost-tables.ts'

const FILE = 'docs/costs.md'
const tables = describeCosts()
console.log(tables)
writeFileSync(FILE, withTables(readFileSync(FILE, 'utf8'), tables))
