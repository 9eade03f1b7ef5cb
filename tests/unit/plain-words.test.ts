/** Nobody says these to a colleague. */
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

const WORDS = 'anew|besides|hitherto|lest|midst|oftener|thither|upon|stands otherwise|c[ao]me to nothing|c[ao]me to something'
const PLACES = [
  'functions',
  'src',
  'scripts',
  'client',
  'tests',
  'docs',
  '*.md',
  ':!docs/decisions',
  ':!content',
  ':!tests/unit/plain-words.test.ts',
  ':!tests/content/voice.test.ts',
]

it('code, tests and docs use no archaisms', () => {
  const found = () => execFileSync('git', ['grep', '-nwiE', '--untracked', WORDS, '--', ...PLACES], { encoding: 'utf8' })
  // git grep ends with 1 where it finds nothing.
  expect(found).toThrow(expect.objectContaining({ status: 1, stdout: '' }))
})
