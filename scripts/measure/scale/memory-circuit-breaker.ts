/** The Worker's own circuit breaker (functions/incident), with its sightings in memory. */
import { type CircuitBreaker, createCircuitBreaker, type Sightings } from '../../../functions/incident/circuit-breaker.ts'

export function createMemoryCircuitBreaker(): CircuitBreaker {
  let openedAt: number | undefined
  return createCircuitBreaker(createSightings(), createSightings(), {
    read: () => openedAt,
    write: (at) => {
      openedAt = at
    },
  })
}

function createSightings(): Sightings {
  const noted = new Map<string, number>()
  return {
    note: (login, at) => void noted.set(login, at),
    forget: (login) => void noted.delete(login),
    has: (login) => noted.has(login),
    count: (since) => [...noted.values()].filter((at) => at >= since).length,
    prune(before) {
      for (const [login, at] of noted) if (at < before) noted.delete(login)
    },
  }
}
