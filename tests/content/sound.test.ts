import { expect, it } from 'vitest'
import { checkContent, complain } from '../../src/guide/check/check.ts'

it('has content with nothing to mend', () => {
  expect(complain(checkContent()) ?? '').toBe('')
})
