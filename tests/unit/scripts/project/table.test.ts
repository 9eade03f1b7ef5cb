import { describe, expect, it } from 'vitest'
import { writeColumns, writeMarkdown } from '../../../../scripts/project/table.ts'

const HEAD = ['what', 'n', '']
const ROWS = [
  ['a', '1', ''],
  ['longer', '1000', 'met'],
]

describe('a table', () => {
  it('for a terminal puts numbers at the right and ends no line with spaces', () => {
    expect(writeColumns(HEAD, ROWS, [1]).split('\n')).toEqual(['what       n', 'a          1', 'longer  1000  met'])
  })

  it('in Markdown says in the rule which columns are numbers', () => {
    expect(writeMarkdown(HEAD, ROWS, [1]).split('\n')).toEqual([
      '| what   |    n |     |',
      '| ------ | ---: | --- |',
      '| a      |    1 |     |',
      '| longer | 1000 | met |',
    ])
  })
})
