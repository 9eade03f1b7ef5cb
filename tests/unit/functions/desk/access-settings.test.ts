import { describe, expect, it } from 'vitest'
import { readAccess } from '../../../../functions/desk/access-settings.ts'

const GOOD = {
  PUBLIC_ORIGIN: 'https://xero-guide.mistable.example',
  ACCESS_ISSUER: 'https://mistable.cloudflareaccess.com',
  ACCESS_AUDIENCE: 'a'.repeat(64),
  DESK_ACTORS: '',
}

const read = (settings: object) => readAccess({ ...GOOD, ...settings } as unknown as Parameters<typeof readAccess>[0])

describe('the settings of the desk', () => {
  it.each([
    ['', []],
    ['sam@mistable.example', ['sam@mistable.example']],
    [' Sam@MiStable.example , @partner.example', ['sam@mistable.example', '@partner.example']],
    ['sam@mistable.example,', ['sam@mistable.example']],
  ])('take %j for who may act', (text, actors) => {
    expect(read({ DESK_ACTORS: text })?.actors).toEqual(actors)
  })

  it('without an issuer mean that there is no desk', () => {
    expect(read({ ACCESS_ISSUER: '', ACCESS_AUDIENCE: '' })).toBeUndefined()
    expect(read({ ACCESS_ISSUER: undefined, ACCESS_AUDIENCE: undefined, DESK_ACTORS: undefined })).toBeUndefined()
  })

  it.each([
    ['ACCESS_ISSUER', 'mistable'],
    ['ACCESS_ISSUER', 'https://mistable.cloudflareaccess.com/path'],
    ['ACCESS_ISSUER', 'http://localhost:8793'],
    ['ACCESS_AUDIENCE', ''],
    ['ACCESS_AUDIENCE', 'short'],
    ['ACCESS_AUDIENCE', 'public-test-access-audience'],
    ['DESK_ACTORS', 'sam'],
    ['DESK_ACTORS', '@'],
    ['DESK_ACTORS', 'a@b@c.example'],
    ['DESK_ACTORS', 'sam@mistable.example kim@mistable.example'],
    ['DESK_ACTORS', ',sam@mistable.example'],
    ['DESK_ACTORS', '@mistable'],
  ])('refuse %s = %j, name it and never show it', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name)
    if (value.length > 10) expect(() => read({ [name]: value })).not.toThrow(value)
  })

  it('are read quickly, however long a list is', () => {
    expect(() => read({ DESK_ACTORS: `${'a@b.c'.repeat(50_000)}@` })).toThrow('DESK_ACTORS')
  })
})
