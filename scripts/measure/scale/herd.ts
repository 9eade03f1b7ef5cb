/** What becomes of many logins while Xero says `invalid_grant` to all of them, by the very rules that the Worker goes by. Pure. */
import { isSampled, nextLookAt, nextOpinionAt, opinionRepeatAt } from '../../../functions/grant/daily-schedule.ts'
import { repeatIn } from '../../../functions/objects/repeat.ts'
import { nameOf } from './alarms.ts'
import { createMemoryCircuitBreaker } from './memory-circuit-breaker.ts'

export interface HerdScene {
  readonly logins: number
  readonly hours: number
  /** Xero refuses every login from then on, in hours from the start. */
  readonly herd?: { readonly from: number; readonly hours: number }
  /** The share of logins that are used, each about every half hour; the others look at Xero once a day. */
  readonly used: number
  /** The share of logins whose person takes back the permission within a day. */
  readonly departures?: number
}

export interface HerdEnd {
  /** Declared dead although they live, at the worst moment. */
  readonly died: number
  /** The same at the end. */
  readonly dead: number
  /** Held back or declared dead at the end, although they live. */
  readonly unserved: number
  /** People who left and were told within an hour, of all who left while nothing was wrong. */
  readonly toldAtOnce: number
  readonly left: number
}

interface Login {
  readonly name: string
  readonly isUsed: boolean
  next: number
  failures: number
  isHeld: boolean
  diedAt?: number
  leftAt?: number
  toldAt?: number
}

const HOUR = 3600
const MINUTE = 60
const TOKEN_LIFE_SECONDS = 1800
/** Any midnight will do. */
const START = 1_796_083_200

export function simulateHerd(scene: HerdScene, random: () => number): HerdEnd {
  const breaker = createMemoryCircuitBreaker()
  const end = START + scene.hours * HOUR
  const herdFrom = scene.herd === undefined ? Number.POSITIVE_INFINITY : START + scene.herd.from * HOUR
  const herdUntil = scene.herd === undefined ? herdFrom : herdFrom + scene.herd.hours * HOUR
  const isHerd = (at: number) => at >= herdFrom && at < herdUntil
  const nextUse = ({ name, isUsed }: Login, at: number) =>
    isUsed ? at + TOKEN_LIFE_SECONDS * (0.75 + random() / 2) : nextLookAt(name, at, random())
  const logins = Array.from({ length: scene.logins }, (): Login => {
    const login: Login = { name: nameOf(random), isUsed: random() < scene.used, next: 0, failures: 0, isHeld: false }
    // As though they had been there for long.
    login.next = START + random() * (login.isUsed ? TOKEN_LIFE_SECONDS : 24 * HOUR)
    if (random() < ((scene.departures ?? 0) * scene.hours) / 24) login.leftAt = START + random() * scene.hours * HOUR
    return login
  })
  const hasLeft = ({ leftAt }: Login, at: number) => leftAt !== undefined && leftAt <= at

  function revive(login: Login, at: number): void {
    if (login.isHeld || login.diedAt !== undefined) breaker.recover(login.name, at)
    if (isSampled(login.name)) breaker.countAlive(login.name, at)
    Object.assign(login, { diedAt: undefined, failures: 0, isHeld: false, next: nextUse(login, at) })
  }

  /** Xero says that the login is over, at a refresh or a second opinion. */
  function refuse(login: Login, at: number): void {
    login.failures += 1
    if (login.diedAt !== undefined) {
      const isPostponed = breaker.standing(at).isOpen
      const repeat = opinionRepeatAt(at, random())
      login.next = isPostponed ? repeat : (nextOpinionAt(login.diedAt, at) ?? Number.POSITIVE_INFINITY)
    } else if (breaker.report(login.name, at)) {
      login.isHeld = true
      login.next = Math.min(at + repeatIn(login.failures, random()), nextUse(login, at))
    } else {
      Object.assign(login, { diedAt: at, failures: 0, isHeld: false, next: nextOpinionAt(at, at) })
      login.toldAt ??= at
    }
  }

  /** As its object's alarm or a caller brings it about. */
  function ask(login: Login, at: number): void {
    if (isHerd(at) || hasLeft(login, at)) refuse(login, at)
    else revive(login, at)
  }

  let died = 0
  for (let at = START; at < end; at += MINUTE) {
    for (const login of logins) if (login.next < at + MINUTE) ask(login, Math.max(at, Math.floor(login.next)))
    died = Math.max(died, logins.filter((login) => login.diedAt !== undefined && !hasLeft(login, at)).length)
  }
  const living = logins.filter((login) => !hasLeft(login, end))
  const gone = logins.filter(
    (login) => hasLeft(login, end) && login.isUsed && !isHerd(login.leftAt ?? 0) && (login.leftAt ?? 0) < end - HOUR,
  )
  return {
    died,
    dead: living.filter(({ diedAt }) => diedAt !== undefined).length,
    unserved: living.filter(({ diedAt, isHeld }) => diedAt !== undefined || isHeld).length,
    toldAtOnce: gone.filter(({ leftAt = 0, toldAt }) => toldAt !== undefined && toldAt - leftAt <= HOUR).length,
    left: gone.length,
  }
}
