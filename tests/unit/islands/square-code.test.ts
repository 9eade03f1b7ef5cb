import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { squareCode } from '../../../src/islands/square-code.ts'

/** The modules that a path of strokes covers. */
function readDrawn(path: string, size: number): boolean[][] {
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  let [x, y] = [0, 0]
  for (const [, move = '', column, row, length] of path.matchAll(/([Mm])(\d+) ([\d.]+)h(\d+)/g)) {
    x = move === 'M' ? Number(column) : x + Number(column)
    y = move === 'M' ? Number(row) : y + Number(row)
    for (let at = 0; at < Number(length); at += 1) drawn[Math.floor(y)]?.splice(x + at, 1, true)
    x += Number(length)
  }
  return drawn
}

test('a square code draws every dark module and no other', () => {
  for (const address of ['https://apps.apple.com/au/app/id388497605', 'http://localhost:8787/zh-hans/two-step/scan-barcode/']) {
    const { size, path } = squareCode(address)
    expect(path).not.toBe('')
    expect(readDrawn(path, size)).toEqual(encode(address, { ecc: 'M', border: 4 }).data)
  }
})

test('strokes run along the middle of a row, so that they fill it', () => {
  for (const [, row] of squareCode('https://example.com/').path.matchAll(/M\d+ (\S+?)h/g)) expect(row).toMatch(/^\d+\.5$/)
})
