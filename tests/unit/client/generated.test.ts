import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CLIENT_TYPES, createClientTypes } from '../../../scripts/project/client.ts'

it('the client’s types are those of the document: npm run client:generate', async () => {
  expect(readFileSync(CLIENT_TYPES, 'utf8')).toBe(await createClientTypes())
})
