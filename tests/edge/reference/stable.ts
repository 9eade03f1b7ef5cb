/** Values that differ from run to run, replaced by ones that stay. */
import { env } from 'cloudflare:workers'
import { ORIGIN } from '../people.ts'

/** When the examples happen, in Unix seconds. */
const SHOWN_AT = 1_795_452_023
const SHOWN_UNTIL = '1 December 2026'
const MINUTE_SECONDS = 60
/** Where it stands in the examples: the local miStable's origin is another in every run. */
const ORIGINS = { [ORIGIN]: 'https://guide.example', [new URL(env.DASHBOARD_URL).origin]: 'https://mistable.example' }
/** As the list of messages has them: newest first. */
const IDS = ['msg_4b1d9f0c7a5e4c3d8e6f1a2b3c4d5e6f', 'msg_8f14e45fceea467abf2c1d9a3b7e5d60']
const HANDOVER_ID = '0b6f2c54-6a1b-4f0e-9c3d-2f8a1e7d5b90'
const REF = '7KQ2-M4XP'
const TIMES = new Set([
  'at',
  'addedAt',
  'madeAt',
  'authorisedAt',
  'expiresAt',
  'provenAt',
  'readAt',
  'reconnectBefore',
  'looksAt',
  'runAt',
  'since',
  'updatedAt',
  'usedAt',
])

/** @param startedAt Unix seconds: what happened within half a minute of it happened at that moment */
export function createStable(startedAt: number): (value: unknown) => unknown {
  const ids: string[] = []
  const idOf = (id: string) => IDS[ids.includes(id) ? ids.indexOf(id) : ids.push(id) - 1] ?? id
  const timeOf = (time: number) => SHOWN_AT + Math.round((time - startedAt) / MINUTE_SECONDS) * MINUTE_SECONDS

  function textOf(name: string, text: string): string {
    if (name === 'timestamp') return new Date(timeOf(Date.parse(text) / 1000) * 1000).toISOString()
    if (name === 'id') return text.startsWith('msg_') ? idOf(text) : HANDOVER_ID
    if (name === 'ref') return REF
    if (name === 'accessToken') return `${text.slice(0, 20)}…`
    const moved = Object.entries(ORIGINS).reduce((sum, [from, to]) => sum.replaceAll(from, to), text)
    const shortened = moved.replace(/(token=.{16})\S*/, '$1')
    return name === 'message' ? shortened.replace(/(until )[^.]+/, `$1${SHOWN_UNTIL}`) : shortened
  }

  function stable(value: unknown, name = ''): unknown {
    if (typeof value === 'string') return textOf(name, value)
    if (typeof value === 'number') return TIMES.has(name) ? timeOf(value) : value
    if (Array.isArray(value)) return value.map((one) => stable(one, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, stable(one, key)]))
  }
  return (value) => stable(value)
}
