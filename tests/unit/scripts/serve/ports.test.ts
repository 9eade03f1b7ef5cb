import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { describeTakenPort, listClaims, localClaims } from '../../../../scripts/serve/ports.ts'

describe('the ports of npm start', () => {
  it('names the port that is taken, who wants it, and the variable that moves it', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const message = await describeTakenPort([{ port, wantedBy: 'the local Xero', variable: 'XERO_PORT' }])
    await new Promise((resolve) => other.close(resolve))
    for (const words of [String(port), 'the local Xero', 'XERO_PORT']) expect(message).toContain(words)
    expect(await describeTakenPort([{ port, wantedBy: 'the local Xero', variable: 'XERO_PORT' }])).toBeUndefined()
  })

  it('names two that want the same one', async () => {
    const claims = listClaims(localClaims({ PORT: '9001', XERO_PORT: '9002', MISTABLE_PORT: '9004' }))
    const message = await describeTakenPort(claims)
    for (const words of ['9004', 'XERO_CONSENT_PORT', 'MISTABLE_PORT']) expect(message).toContain(words)
  })

  it('refuses what is no port', () => {
    expect(() => localClaims({ XERO_PORT: 'eighty' })).toThrow('XERO_PORT')
  })
})
