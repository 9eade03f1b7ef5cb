/** Operations of custody: tokens, consents, choices, disconnections, looks. */
import { letPass, localXero } from '../edge/local-xero.ts'
import {
  afterSilence,
  askToken,
  check,
  choose,
  connect,
  connected,
  disconnect,
  EXPIRED_SECONDS,
  HOLDINGS,
  nextDay,
  RIVERBANK,
  remove,
  sharing,
  TELECOM,
  wakeAccount,
  wakeLogins,
} from './acts.ts'
import { revokeAtXero } from './happenings.ts'
import type { Goal } from './invariants.ts'
import { LATER_OPERATIONS } from './later-operations.ts'
import type { Operation } from './operation.ts'

const WORKS: Goal = { state: 'connected' }
const telecom: Goal = { state: 'connected', active: TELECOM, organisations: [TELECOM] }
const nothing: Goal = { state: 'not-connected', organisations: [] }

const REVOKED = { path: '/connect/token', status: 400, body: '{"error":"invalid_grant"}', times: 9999 }

const CUSTODY_OPERATIONS: readonly Operation[] = [
  {
    name: 'refresh',
    prepare: async () => afterSilence(await sharing(TELECOM, HOLDINGS), 1801),
    run: askToken,
    goal: telecom,
    othersGoal: WORKS,
  },
  {
    name: 'refresh: the permission was revoked',
    async prepare() {
      const scene = await afterSilence(await sharing(TELECOM, HOLDINGS), 1801)
      await revokeAtXero('theo')
      return scene
    },
    // Whoever asks is rightly told of the death; what counts is what everybody is told afterwards.
    run: async (scene) => {
      await askToken(scene)
      return wakeLogins()
    },
    again: askToken,
    goal: { state: 'reconnect-required', reason: 'revoked', active: TELECOM },
    othersGoal: { state: 'reconnect-required', reason: 'revoked' },
  },
  {
    name: 'second opinion: the login lives',
    async prepare() {
      const scene = await afterSilence(await sharing(TELECOM, HOLDINGS), 1801)
      await localXero.fault(REVOKED)
      await askToken(scene)
      await wakeLogins()
      await localXero.mend()
      return afterSilence(scene, 3600)
    },
    run: wakeLogins,
    goal: telecom,
    othersGoal: WORKS,
  },
  {
    name: 'first connection',
    prepare: () => connected('theo'),
    run: (scene) => connect(scene, 'theo', TELECOM),
    again: (scene) => connect(scene, 'theo', TELECOM),
    goal: telecom,
  },
  {
    name: 'first connection, Xero’s keys unknown',
    prepare: async () => afterSilence(await connected('theo'), 2 * 86_400),
    run: (scene) => connect(scene, 'theo', TELECOM),
    again: (scene) => connect(scene, 'theo', TELECOM),
    goal: telecom,
  },
  {
    name: 'second organisation',
    prepare: () => connected('theo', TELECOM),
    run: (scene) => connect(scene, 'theo', HOLDINGS),
    again: (scene) => connect(scene, 'theo', HOLDINGS),
    goal: { state: 'connected', active: TELECOM, organisations: [TELECOM, HOLDINGS] },
  },
  {
    name: 'reconnection',
    prepare: async () => afterSilence(await sharing(TELECOM, HOLDINGS), EXPIRED_SECONDS),
    run: (scene) => connect(scene, 'theo', TELECOM, TELECOM),
    again: (scene) => connect(scene, 'theo', TELECOM, TELECOM),
    goal: telecom,
    othersGoal: WORKS,
  },
  {
    name: 'reconnection by another login',
    async prepare() {
      await localXero.role('theo', RIVERBANK, 'Standard')
      return connected('olivia', RIVERBANK)
    },
    run: (scene) => connect(scene, 'theo', RIVERBANK, RIVERBANK),
    again: (scene) => connect(scene, 'theo', RIVERBANK, RIVERBANK),
    goal: { state: 'connected', active: RIVERBANK, organisations: [RIVERBANK] },
  },
  {
    name: 'wrong organisation put aside',
    prepare: () => connected('theo', TELECOM),
    run: (scene) => connect(scene, 'theo', HOLDINGS, TELECOM),
    again: (scene) => connect(scene, 'theo', HOLDINGS, TELECOM),
    goal: telecom,
    mayStay: HOLDINGS,
  },
  {
    name: 'organisation put aside, forgotten',
    async prepare() {
      const scene = await connected('olivia', RIVERBANK)
      await connect(scene, 'theo', HOLDINGS, RIVERBANK)
      await letPass(3700)
      return scene
    },
    run: wakeAccount,
    goal: { state: 'connected', active: RIVERBANK, organisations: [RIVERBANK] },
  },
  {
    name: 'choice',
    prepare: () => connected('theo', TELECOM, HOLDINGS),
    run: (scene) => choose(scene, HOLDINGS),
    again: (scene) => choose(scene, HOLDINGS),
    goal: { state: 'connected', active: HOLDINGS, organisations: [TELECOM, HOLDINGS] },
  },
  {
    name: 'choice of what was put aside',
    async prepare() {
      const scene = await connected('theo', TELECOM)
      await connect(scene, 'theo', HOLDINGS, TELECOM)
      return scene
    },
    run: (scene) => choose(scene, HOLDINGS),
    again: (scene) => choose(scene, HOLDINGS),
    goal: { state: 'connected', active: HOLDINGS, organisations: [TELECOM, HOLDINGS] },
  },
  {
    name: 'disconnect: one of two',
    prepare: () => connected('theo', TELECOM, HOLDINGS),
    run: (scene) => disconnect(scene, TELECOM),
    again: (scene) => disconnect(scene, TELECOM),
    goal: { state: 'choose-organisation', organisations: [HOLDINGS] },
  },
  {
    name: 'disconnect: the last',
    prepare: () => connected('theo', TELECOM),
    run: (scene) => disconnect(scene, TELECOM),
    again: (scene) => disconnect(scene, TELECOM),
    goal: nothing,
  },
  {
    name: 'disconnect: a shared login',
    prepare: () => sharing(TELECOM, HOLDINGS),
    run: (scene) => disconnect(scene, TELECOM),
    again: (scene) => disconnect(scene, TELECOM),
    goal: nothing,
    othersGoal: WORKS,
  },
  {
    name: 'disconnect: a shared organisation',
    async prepare() {
      const other = await connected('theo', TELECOM)
      const scene = await connected('theo')
      await localXero.set({ eventOnReconnect: 'new' })
      await connect(scene, 'theo', TELECOM)
      return { ...scene, others: [other.account] }
    },
    run: (scene) => disconnect(scene, TELECOM),
    again: (scene) => disconnect(scene, TELECOM),
    goal: nothing,
    othersGoal: WORKS,
  },
  {
    name: 'deletion of an account of two logins',
    async prepare() {
      const scene = await connected('theo', TELECOM)
      await connect(scene, 'olivia', RIVERBANK)
      return scene
    },
    run: remove,
    again: remove,
    goal: nothing,
  },
  { name: 'check', prepare: async () => nextDay(await connected('theo', TELECOM)), run: check, goal: telecom },
  {
    name: 'daily look: all is well',
    prepare: async () => nextDay(await sharing(TELECOM, HOLDINGS)),
    run: wakeLogins,
    goal: telecom,
    othersGoal: WORKS,
  },
  {
    name: 'daily look: disconnected in Xero',
    async prepare() {
      const scene = await sharing(TELECOM, HOLDINGS)
      await localXero.disconnect('theo', TELECOM)
      return nextDay(scene)
    },
    run: wakeLogins,
    goal: { state: 'reconnect-required', reason: 'disconnected-in-xero', active: TELECOM },
    othersGoal: WORKS,
  },
  {
    name: 'daily look: the permission has ended',
    async prepare() {
      return afterSilence(await sharing(TELECOM, HOLDINGS), EXPIRED_SECONDS)
    },
    run: wakeLogins,
    goal: { state: 'reconnect-required', reason: 'expired', active: TELECOM },
    othersGoal: { state: 'reconnect-required', reason: 'expired' },
  },
  {
    name: 'daily upkeep of an account',
    prepare: async () => nextDay(await connected('theo', TELECOM)),
    run: wakeAccount,
    goal: telecom,
  },
]

export const OPERATIONS: readonly Operation[] = [...CUSTODY_OPERATIONS, ...LATER_OPERATIONS]
