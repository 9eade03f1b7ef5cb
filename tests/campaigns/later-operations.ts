/** What comes after the first five minutes: checks by a person, invoices that Xero would refuse, billing runs, links for helpers, people who stop. */
import { now } from '../../src/contract/clock.ts'
import { letPass, localXero } from '../edge/local-xero.ts'
import { service } from '../edge/people.ts'
import { afterSilence, check, checkAsPerson, connected, DONE, nextDay, TELECOM, wakeAccount } from './acts.ts'
import { asked, CAFE, comeBack, confirm, help, revoke, setOffToHelp, undo } from './handover-acts.ts'
import type { Goal } from './invariants.ts'
import type { Operation } from './operation.ts'

const telecom: Goal = { state: 'connected', active: TELECOM, organisations: [TELECOM] }
const nothing: Goal = { state: 'not-connected', organisations: [] }
const unconfirmed: Goal = { state: 'choose-organisation', organisations: [CAFE] }

export const LATER_OPERATIONS: readonly Operation[] = [
  {
    name: 'check by a person',
    prepare: async () => nextDay(await connected('theo', TELECOM)),
    run: checkAsPerson,
    goal: telecom,
  },
  {
    name: 'check by a person who may not approve invoices',
    async prepare() {
      const scene = await connected('theo', TELECOM)
      await localXero.role('theo', TELECOM, 'Drafts only')
      return nextDay(scene)
    },
    run: checkAsPerson,
    again: check,
    goal: { ...telecom, readiness: 'blocked' },
  },
  {
    name: 'look before a billing run: disconnected in Xero',
    async prepare() {
      const scene = await connected('theo', TELECOM)
      // So near that there is one look.
      const body = JSON.stringify({ at: now() + 1200 })
      const headers = { 'Content-Type': 'application/json' }
      await service(`/v1/accounts/${scene.account}/next-run`, { method: 'PUT', body, headers })
      await localXero.disconnect('theo', TELECOM)
      return afterSilence(scene, 601)
    },
    run: wakeAccount,
    // While Xero is out of order nobody knows; miBilling was told that, and asks again.
    again: check,
    goal: {
      state: 'reconnect-required',
      reason: 'disconnected-in-xero',
      active: TELECOM,
      told: ['connection.reconnect-required', 'connection.at-risk'],
    },
  },
  { name: 'hand-over: the helper allows', prepare: asked, run: help, again: help, goal: unconfirmed },
  {
    name: 'hand-over: the asker confirms',
    async prepare() {
      const scene = await asked()
      await help(scene)
      return scene
    },
    run: confirm,
    again: confirm,
    goal: { state: 'connected', active: CAFE, organisations: [CAFE] },
  },
  {
    name: 'hand-over: the helper undoes it',
    async prepare() {
      const scene = await asked()
      await help(scene)
      await confirm(scene)
      return scene
    },
    run: undo,
    again: undo,
    goal: nothing,
  },
  {
    name: 'hand-over: revoked while the helper is at Xero',
    async prepare() {
      const scene = await asked()
      return { ...scene, there: await setOffToHelp(scene) }
    },
    run: revoke,
    // The asker presses again, and the helper comes back to a link that opens nothing.
    again: async (scene) => {
      await revoke(scene)
      await comeBack(scene, (scene as unknown as { there: string }).there)
      return DONE
    },
    goal: nothing,
    // Xero may list what the helper allowed: their code is not traded, so nobody can end it but they.
    mayStay: CAFE,
  },
  {
    name: 'a visit that stops',
    async prepare() {
      const scene = await connected('theo')
      await letPass(16 * 60)
      return scene
    },
    run: wakeAccount,
    goal: { ...nothing, told: ['attempt.stalled'] },
  },
]
