/**
 * Decides when too many logins die at once for Xero to be believed. Pure, apart from the store it is given.
 *
 * A login dies when Xero says `invalid_grant`: its person has to consent again. A wrong but valid client id, or a failure at Xero, makes
 * Xero say so about every login. People who revoke access are few, and come one by one.
 */

/** Logins whose deaths were reported, or that were seen alive. Times are Unix seconds. */
export interface Sightings {
  note(login: string, at: number): void
  forget(login: string): void
  has(login: string): boolean
  /** How many were last noted at this time or later. */
  count(since: number): number
  prune(before: number): void
}

interface Window {
  readonly seconds: number
  /** This many deaths are never too many, however few logins there are. */
  readonly most: number
  /** Of the logins that refreshed within a day. */
  readonly share: number
}

const DAY_SECONDS = 86_400

/**
 * If a third of all customers left within a year, and each revoked access, 0.1 % of the logins would die in a day. The shares are five times
 * that in a day, and a day's worth in an hour. The numbers let a bookkeeper's whole practice leave at once. They are also the cost of an
 * incident, since it takes that many deaths to notice it.
 */
const WINDOWS: readonly Window[] = [
  { seconds: 3600, most: 10, share: 0.001 },
  { seconds: DAY_SECONDS, most: 20, share: 0.005 },
]
/** With this few left an incident is over: the others have refreshed since. */
const CALM_DEATHS = 5
/** After this long Xero is believed: it may really have ended every grant, and people must be told. */
const LONGEST_DAYS = 3
/** The rules don't count more than this, so the table stays small however many die. */
const KEPT_AT_MOST = 2
/** How long the number of logins is remembered. */
const COUNTED_FOR_SECONDS = 60
/** One login in this many reports that it lives: enough to estimate how many there are. */
export const SAMPLE = 100

export interface IncidentStanding {
  /** Deaths are held back. */
  readonly isOpen: boolean
  /** Since when there are too many; absent in normal times. */
  readonly since?: number
  /** Deaths reported within a day, less those that refreshed after all. */
  readonly deaths: number
}

export interface CircuitBreaker {
  /** Xero says that a login is over. @returns whether to hold that back, because there are too many */
  report(login: string, at: number): boolean
  /** A login that was reported has refreshed after all. */
  recover(login: string, at: number): void
  /** A login of the sample has refreshed. */
  countAlive(login: string, at: number): void
  standing(at: number): IncidentStanding
}

/** Since when there are too many deaths. */
export interface OpenedAt {
  read(): number | undefined
  write(at: number | undefined): void
}

export function createCircuitBreaker(dead: Sightings, alive: Sightings, opened: OpenedAt): CircuitBreaker {
  let counted = { logins: 0, until: 0 }
  function loginsAt(at: number): number {
    if (counted.until <= at) counted = { logins: alive.count(at - DAY_SECONDS) * SAMPLE, until: at + COUNTED_FOR_SECONDS }
    return counted.logins
  }
  const allowed = ({ most, share }: Window, at: number): number => Math.max(most, Math.floor(share * loginsAt(at)))
  const isIncident = (at: number): boolean => WINDOWS.some((window) => dead.count(at - window.seconds) > allowed(window, at))

  function look(at: number): IncidentStanding {
    dead.prune(at - DAY_SECONDS)
    alive.prune(at - DAY_SECONDS)
    const deaths = dead.count(at - DAY_SECONDS)
    const before = opened.read()
    const since = before === undefined ? (isIncident(at) ? at : undefined) : deaths > CALM_DEATHS ? before : undefined
    if (since !== before) opened.write(since)
    if (since === undefined) return { isOpen: false, deaths }
    return { isOpen: at - since < LONGEST_DAYS * DAY_SECONDS, since, deaths }
  }

  return {
    report(login, at) {
      const most = KEPT_AT_MOST * Math.max(...WINDOWS.map((window) => allowed(window, at)))
      if (dead.has(login) || dead.count(at - DAY_SECONDS) < most) dead.note(login, at)
      return look(at).isOpen
    },
    recover(login, at) {
      dead.forget(login)
      look(at)
    },
    countAlive: (login, at) => alive.note(login, at),
    standing: look,
  }
}
