/** `npm run bench`, one short round of each part: no time is judged here, only that each part still measures. */
import { beforeAll, describe, expect, it } from 'vitest'
import { BENCHES } from '../../scripts/measure/bench/benches.ts'
import { PORTS } from './places.ts'
import { runCommand } from './running.ts'

const BENCH_PORT = String(Number(PORTS.PORT) + 10)

let exitCode: number | null
let output: string

beforeAll(async () => {
  const bench = runCommand('bench', { BENCH_PORT }, ['--short', '--report'])
  try {
    exitCode = await bench.ended
    output = bench.output()
  } finally {
    bench.kill()
  }
}, 600_000)

describe('npm run bench', () => {
  it('measures every part', () => {
    expect(output).not.toContain('Could not be measured')
    expect([exitCode, output]).toEqual([0, expect.stringContaining('bench ')])
  })

  it.each(Object.keys(BENCHES))('prints a figure for %s', (name) => {
    const rows = output.split('\n').filter((line) => new RegExp(`^${name} {2,}\\S.* \\d`).test(line))
    expect([name, rows.length > 0]).toEqual([name, true])
  })
})
