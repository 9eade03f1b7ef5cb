/** What comes after the first five minutes: checks by a person, invoices that Xero would refuse, billing runs, links for helpers, people who stop. */
import { letPass, localXero } from '../edge/local-xero.ts'
import { Browser } from '../edge/people.ts'
import {
  afterSilence,
  announce,
  check,
  checkAsPerson,
  connected,
  DONE,
  disconnect,
  HOLDINGS,
  nextDay,
  type Scene,
  sharing,
  TELECOM,
  wakeAccount,
} from './acts.ts'
import { ask, asked, CAFE, comeBackFor, confirm, help, revoke, setOff, setOffToHelp, undo } from './handover-acts.ts'
import { type Goal, readMessages } from './invariants.ts'
import type { Operation } from './operation.ts'

const WORKS: Goal = { state: 'connected' }
/** Another of the helper's companies. */
const BOOKS = 'Karori Books Limited'
const telecom: Goal = { state: 'connected', active: TELECOM, organisations: [TELECOM] }
const nothing: Goal = { state: 'not-connected', organisations: [] }
const unconfirmed: Goal = { state: 'choose-organisation', organisations: [CAFE] }

const hasHeardOfRisk = async ({ account }: Scene): Promise<boolean> =>
  (await readMessages(account)).some(({ type }) => type === 'connection.at-risk')

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
      await announce(scene, 1200)
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
  {
    name: 'look before a billing run: invoices may not be approved',
    async prepare() {
      const scene = await connected('theo', TELECOM)
      await announce(scene, 1200)
      await localXero.role('theo', TELECOM, 'Drafts only')
      return afterSilence(scene, 601)
    },
    run: wakeAccount,
    // Where Xero did not say what the login may do, miBilling was told of nothing, and announces the next run.
    again: async (scene) => ((await hasHeardOfRisk(scene)) ? check(scene) : announce(scene, 400)),
    goal: { ...telecom, readiness: 'blocked', told: ['connection.at-risk'] },
  },
  {
    name: 'run announced: disconnected in Xero',
    async prepare() {
      const scene = await connected('theo', TELECOM)
      await localXero.disconnect('theo', TELECOM)
      return scene
    },
    // So near that the one look is over when miBilling comes again.
    run: (scene) => announce(scene, 400),
    isFoundLater: true,
    // miBilling has heard nothing.
    again: async (scene) => ((await hasHeardOfRisk(scene)) ? DONE : announce(scene, 400)),
    goal: { state: 'reconnect-required', active: TELECOM, told: ['connection.reconnect-required', 'connection.at-risk'] },
  },
  { name: 'hand-over: asked', prepare: () => connected('theo'), run: ask, again: ask, goal: { ...nothing, links: 'open' } },
  {
    name: 'hand-over: the helper sets off',
    prepare: asked,
    run: setOff,
    again: setOff,
    goal: { ...nothing, links: 'opened' },
  },
  { name: 'hand-over: the helper allows', prepare: asked, run: help, again: help, goal: { ...unconfirmed, links: 'connected' } },
  {
    name: 'hand-over: another helper comes back by the same link',
    async prepare() {
      const scene = await asked()
      const second = { ...scene, browser: new Browser() }
      const there = await setOffToHelp(second)
      await help(scene)
      return { ...second, there }
    },
    run: (scene) => comeBackFor(scene, BOOKS),
    goal: { ...unconfirmed, links: 'connected' },
    // Their code is not traded, so nobody can end it but they.
    mayStay: BOOKS,
  },
  {
    name: 'hand-over: the asker confirms',
    async prepare() {
      const scene = await asked()
      await help(scene)
      return scene
    },
    run: confirm,
    again: confirm,
    goal: { state: 'connected', active: CAFE, organisations: [CAFE], links: 'connected' },
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
    name: 'hand-over: undone beside another organisation',
    async prepare() {
      const scene = await asked(await sharing(TELECOM, HOLDINGS))
      await help(scene)
      await confirm(scene)
      return scene
    },
    run: undo,
    again: undo,
    goal: { state: 'choose-organisation', organisations: [TELECOM] },
    othersGoal: WORKS,
  },
  {
    name: 'disconnect while a helper is at Xero',
    async prepare() {
      const scene = await asked(await sharing(TELECOM, HOLDINGS))
      await setOffToHelp(scene)
      return { ...scene, browser: scene.asker }
    },
    run: (scene) => disconnect(scene, TELECOM),
    again: (scene) => disconnect(scene, TELECOM),
    goal: { ...nothing, links: 'opened' },
    othersGoal: WORKS,
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
      return comeBackFor(scene, CAFE)
    },
    goal: { ...nothing, links: 'revoked' },
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
