/** `npm run desk:index` against the local Worker, after its index was wiped. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLocal } from '../../scripts/serve/databases.ts'
import type { FleetPage } from '../../src/contract/wire.ts'
import { type Running, runCommand } from './running.ts'

const PORT = '9884'
const GUIDE = `http://localhost:${PORT}`
const SERVICE = { Authorization: 'Bearer public-test-service-key', 'Content-Type': 'application/json' }

let stateDir: string
let running: Running[]
const run = (script: string) => {
  const command = runCommand(script, { PORT, STATE_DIR: stateDir, GUIDE_ORIGIN: GUIDE, PUBLIC_ORIGIN: GUIDE })
  running.push(command)
  return command
}

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'guide-desk-index-'))
  running = []
})

afterEach(() => {
  for (const command of running) command.kill()
  rmSync(stateDir, { recursive: true, force: true })
})

/** Somebody follows miStable's link and does no more. */
async function visit(account: string): Promise<void> {
  const order = JSON.stringify({ account, name: `Customer ${account}` })
  const made = await fetch(`${GUIDE}/v1/sessions`, { method: 'POST', headers: SERVICE, body: order })
  await fetch(((await made.json()) as { url: string }).url, { redirect: 'manual' })
}

const listed = async () => {
  const { accounts } = (await (await fetch(`${GUIDE}/v1/accounts`, { headers: SERVICE })).json()) as FleetPage
  return accounts.map(({ account, name }) => `${account}: ${name}`).sort()
}

it('fills a wiped index again', async () => {
  await run('worker').untilPrinted(GUIDE)
  const accounts = ['riverbank', 'wattle']
  for (const account of accounts) await visit(account)
  const whole = accounts.map((account) => `${account}: Customer ${account}`)
  await expect.poll(listed, { timeout: 40_000, interval: 500 }).toEqual(whole)

  const { query, close } = await openLocal(stateDir, 'DESK')
  for (const table of ['accounts', 'words']) await query(`DELETE FROM ${table}`)
  await close()
  expect(await listed()).toEqual([])

  const command = run('desk:index')
  expect([await command.ended, command.output()]).toEqual([0, expect.stringContaining('2 accounts write their entries')])
  await expect.poll(listed, { timeout: 20_000, interval: 500 }).toEqual(whole)
})

it('says so when the guide does not answer', async () => {
  const command = run('desk:index')
  expect(await command.ended).toBe(1)
  expect(command.output()).toContain('does not answer')
})
