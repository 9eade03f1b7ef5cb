import { readCode } from '../../../functions/desk/code-index.ts'
import { countFleet, PAGE_ROWS, readFleet, searchFleet } from '../../../functions/desk/fleet-index.ts'
import { createCodeFixture, type DeskEnv, fillCodes, fillFleet, openDesk, sealFleet } from './desk-fixture.ts'
import { type Figure, type Length, middleOf } from './figure.ts'

const SEALED = { whole: 10_000, short: 1_000 }
const ROWS = { whole: 1_000_000, short: 4_000 }
const ROUNDS = { whole: 15, short: 1 }
const WAIT_SECONDS = 5
/** What a page may cost among a million accounts, over what it costs among ten thousand. */
const CONSTANT = 2

/** The desk's questions to a real D1, whose tables are filled with generated rows. */
export async function benchDesk(length: Length): Promise<readonly Figure[]> {
  const [sealed, rows, rounds] = [SEALED[length], ROWS[length], ROUNDS[length]]
  const { env, close } = await openDesk()
  try {
    await sealFleet(env, sealed, rows)
    const listing = await timeOf(async () => {
      let count = 0
      for (let after: string | undefined; ; ) {
        const page = await readFleet(env, { after })
        count += page.accounts.length
        after = page.next
        if (after === undefined) break
      }
      if (count !== sealed) throw new Error(`${count} accounts were listed, and there are ${sealed}.`)
    })
    const few = await timePages(env, rounds, { firstAt: 0, middleAt: rows / 2, lastAt: rows - PAGE_ROWS })
    await fillFleet(env, sealed, rows)
    const many = await timePages(env, rounds, { firstAt: 0, middleAt: rows / 2, lastAt: rows - PAGE_ROWS })
    const counting = await timeOf(() => countFleet(env))
    const everybody = await timeOf(() => searchFleet(env, 'pty'))
    const code = await createCodeFixture(env)
    await fillCodes(env, rows)
    const codes = await timesOf(rounds, async () => {
      if ((await readCode(env, code))?.account === undefined) throw new Error('The code was not found.')
    })
    const ratio = Math.max(...many) / Math.max(...few)
    const n = rows.toLocaleString('en-AU')
    return [
      {
        what: `all of ${sealed.toLocaleString('en-AU')} accounts, page by page`,
        measured: listing,
        unit: 's',
        budget: WAIT_SECONDS,
      },
      { what: `a page of ${PAGE_ROWS} among them, slowest of three`, measured: Math.max(...few) * 1000, unit: 'ms' },
      { what: `the same among ${n}`, measured: Math.max(...many) * 1000, unit: 'ms' },
      { what: 'over each other', measured: ratio, unit: '', ...(length === 'whole' ? { budget: CONSTANT } : {}) },
      { what: `counts of ${n} accounts`, measured: counting, unit: 's', budget: WAIT_SECONDS },
      { what: `a word that all of ${n} have`, measured: everybody, unit: 's', budget: WAIT_SECONDS },
      { what: `a support code among ${n}, slowest`, measured: Math.max(...codes), unit: 's', budget: WAIT_SECONDS },
    ]
  } finally {
    await close()
  }
}

interface Places {
  readonly firstAt: number
  readonly middleAt: number
  readonly lastAt: number
}

/** @returns seconds for a page at each place, the median of several; every other one by state as well */
async function timePages(env: DeskEnv, rounds: number, { firstAt, middleAt, lastAt }: Places): Promise<number[]> {
  const medians: number[] = []
  for (const at of [firstAt, middleAt, lastAt])
    for (const state of [undefined, 'connected'] as const)
      medians.push(middleOf(await timesOf(rounds, () => readFleet(env, { state, updatedSince: at + 1 }))))
  return medians
}

async function timesOf(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timeOf(work))
  return times
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}
