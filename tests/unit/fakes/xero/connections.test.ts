import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, type Caller, eventOf, startCaller, type TokenAnswer } from './caller.ts'

let xero: Caller
beforeAll(async () => {
  xero = await startCaller()
})
afterAll(() => xero.close())
beforeEach(async () => {
  await xero.control('reset', {})
})

const ofEvent = (tokens: TokenAnswer) => xero.connections(tokens.access_token, `?authEventId=${eventOf(tokens)}`)
const disconnect = (tokens: TokenAnswer, id: string | undefined) =>
  xero.api(`/connections/${id}`, tokens.access_token, {}, 'DELETE')

describe('GET /connections', () => {
  it('lists what this person connected, in every flow, or in one', async () => {
    await xero.grant('theo', ['Acme Telecom Pty Ltd'])
    const second = await xero.grant('theo', ['Acme Telecom NZ Limited'])
    await xero.grant('olivia', ['riverbank-plumbing'])
    const all = await xero.connections(second.access_token)
    expect(all.map(({ tenantName }) => tenantName).sort()).toEqual(['Acme Telecom NZ Limited', 'Acme Telecom Pty Ltd'])
    const [row, ...others] = await ofEvent(second)
    expect(others).toEqual([])
    expect(row).toMatchObject({ tenantName: 'Acme Telecom NZ Limited', tenantType: 'ORGANISATION', authEventId: eventOf(second) })
    expect(row?.createdDateUtc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/)
  })

  it('keeps the old event when nothing new was picked, by default', async () => {
    await xero.grant('olivia', ['riverbank-plumbing'])
    const again = await xero.grant('olivia')
    expect(await ofEvent(again)).toEqual([])
    expect(await xero.connections(again.access_token)).toHaveLength(1)
  })

  it('gives the new event to what is continued with, when set so', async () => {
    await xero.control('settings', { eventOnReconnect: 'new' })
    await xero.grant('olivia', ['riverbank-plumbing'])
    expect(await ofEvent(await xero.grant('olivia'))).toHaveLength(1)
  })

  it('can leave the event id out', async () => {
    await xero.control('settings', { omitAuthEventId: true })
    const [row] = await xero.connections((await xero.grant('olivia', ['riverbank-plumbing'])).access_token)
    expect(row).not.toHaveProperty('authEventId')
  })

  it('is empty for who has no organisation', async () => {
    expect(await answerOf(await xero.api('/connections', (await xero.grant('noah')).access_token))).toEqual({
      status: 200,
      body: [],
    })
  })

  it('refuses a token that expired, is nonsense or has no API scope', async () => {
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'])
    const bare = await xero.grant('noah', [], { scope: 'openid profile' })
    expect((await xero.api('/connections', 'nonsense')).status).toBe(401)
    expect((await xero.api('/connections', tokens.id_token ?? '')).status).toBe(401)
    expect((await xero.api('/connections', bare.access_token)).headers.get('www-authenticate')).toContain('insufficient_scope')
    await xero.control('clock', { advanceSeconds: 1801 })
    const { status, body } = await answerOf(await xero.api('/connections', tokens.access_token))
    expect(status).toBe(401)
    expect(body).toMatchObject({
      Title: 'Unauthorized',
      Status: 401,
      Detail: expect.stringMatching(/^TokenExpired: token expired at \d\d\//),
    })
  })

  it('spells the keys of its refusals in lower case, when set so', async () => {
    await xero.control('settings', { lowerCaseBodies: true })
    expect(await answerOf(await xero.api('/connections', 'nonsense'))).toMatchObject({
      body: { title: 'Unauthorized', status: 401 },
    })
  })
})

describe('DELETE /connections/:id', () => {
  it('ends one connection and leaves the tokens alone', async () => {
    const tokens = await xero.grant('theo', ['acme-telecom'])
    await xero.grant('theo', ['acme-holdings'])
    const [row] = await ofEvent(tokens)
    expect((await disconnect(tokens, row?.id)).status).toBe(204)
    expect((await xero.connections(tokens.access_token)).map(({ tenantName }) => tenantName)).toEqual(['Acme Holdings Pty Ltd'])
    expect((await xero.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })).status).toBe(200)
  })

  it('answers 403 to a tenantId or an event id, and 404 to what is unknown or another person’s', async () => {
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'])
    const stranger = await xero.grant('noah')
    const [row] = await xero.connections(tokens.access_token)
    expect(await answerOf(await disconnect(tokens, row?.tenantId))).toMatchObject({
      status: 403,
      body: { Detail: 'AuthenticationUnsuccessful' },
    })
    expect((await disconnect(tokens, row?.authEventId)).status).toBe(403)
    expect((await disconnect(tokens, crypto.randomUUID())).status).toBe(404)
    expect((await disconnect(stranger, row?.id)).status).toBe(404)
    expect(await xero.connections(tokens.access_token)).toHaveLength(1)
  })

  it('lets the organisation be connected again, which remembers its first day', async () => {
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'])
    const [before] = await xero.connections(tokens.access_token)
    await disconnect(tokens, before?.id)
    await xero.control('clock', { advanceSeconds: 60 })
    const [after] = await ofEvent(await xero.grant('olivia', ['riverbank-plumbing']))
    expect(after?.id).not.toBe(before?.id)
    expect(after?.createdDateUtc).toBe(before?.createdDateUtc)
    expect(after?.updatedDateUtc).not.toBe(after?.createdDateUtc)
  })

  it('ends the grant with the last connection, when set so', async () => {
    await xero.control('settings', { endGrantOnLastDisconnect: true })
    const tokens = await xero.grant('olivia', ['riverbank-plumbing'])
    const [row] = await xero.connections(tokens.access_token)
    await disconnect(tokens, row?.id)
    expect((await xero.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })).status).toBe(400)
  })
})
