/** What a helper and their asker do by a link. The helper's browser is a scene's own, so that it learns nothing more once the Worker has died. */
import { env } from 'cloudflare:workers'
import { closeUndo } from '../../functions/session/session.ts'
import { readSettings } from '../../functions/settings.ts'
import type { HandoverLink } from '../../src/contract/wire.ts'
import { localXero, tenantOf } from '../edge/local-xero.ts'
import { Browser, connectionOf, locationOf, ORIGIN, service, visitor } from '../edge/people.ts'
import type { Answer, Scene } from './acts.ts'

export const CAFE = 'Banksia Café Pty Ltd'
const HELPER = 'bea'

export interface Helped extends Scene {
  readonly asker: Browser
  readonly handover: Pick<HandoverLink, 'id' | 'url'>
}

/** Someone who has asked, and a helper with the link. @param scene the asker's account, where it has a past */
export async function asked(scene?: Scene): Promise<Helped> {
  const { account, browser: asker, others = [] }: Omit<Scene, 'others'> & Partial<Scene> = scene ?? (await visitor())
  const made = await service(`/v1/accounts/${account}/handovers`, {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  })
  return { account, asker, browser: new Browser(), others, handover: (await made.json()) as HandoverLink }
}

const helpedOf = (scene: Scene): Helped => scene as Helped
const tokenOf = ({ handover }: Helped) => new URL(handover.url).searchParams.get('token') ?? ''

const press = ({ browser }: Scene, path: string, fields: Record<string, string>): Promise<Response> =>
  browser.go(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: ORIGIN } })

/** Goes to Xero by the link. @returns the address there, or of the link's page when it opens nothing any more */
export async function setOffToHelp(scene: Scene): Promise<string> {
  return locationOf(await press(scene, '/api/help-connect', { token: tokenOf(helpedOf(scene)) }))
}

/** Allows access, and types the company's name where Xero has nothing new to say. */
export async function help(scene: Scene): Promise<Answer> {
  const there = await setOffToHelp(scene)
  const back = there.startsWith('/') ? there : await comeBack(scene, there)
  if (back.includes('problem=no-organisation'))
    await press(scene, '/api/help-connect/claim', { token: tokenOf(helpedOf(scene)), name: CAFE })
  return lookAt(scene)
}

/** Their page, a link that opens nothing any more, or Xero. */
export async function setOff(scene: Scene): Promise<Answer> {
  await setOffToHelp(scene)
  return lookAt(scene)
}

/** miBilling asks for one more link. */
export async function ask(scene: Scene): Promise<Answer> {
  await asked(scene)
  return lookAt(scene)
}

const comeBack = (scene: Scene, there: string): Promise<string> => comeBackWith(scene, there, HELPER, CAFE)

/** Comes back from Xero, who set off before. @param scene with `there`, the address at Xero */
export async function comeBackFor(scene: Scene, company: string): Promise<Answer> {
  await comeBackWith(scene, (scene as unknown as { there: string }).there, HELPER, company)
  return lookAt(scene)
}

/** @param there the address at Xero @returns where the callback leads */
export async function comeBackWith({ browser }: Scene, there: string, person: string, company: string): Promise<string> {
  const tenantId = await tenantOf(company)
  const { connections } = await localXero.world()
  const isThere = connections.some((one) => one.person === person && one.tenantId === tenantId)
  return locationOf(await browser.go(await localXero.consent(there, person, isThere ? [] : [company])))
}

/** The asker confirms the organisation by its name. */
export async function confirm(scene: Scene): Promise<Answer> {
  await helpedOf(scene).asker.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(CAFE) })
  return lookAt(scene)
}

export async function revoke(scene: Scene): Promise<Answer> {
  await service(`/v1/accounts/${scene.account}/handovers/${helpedOf(scene).handover.id}`, { method: 'DELETE' })
  return lookAt(scene)
}

/** By the link that the helper was given, which needs no login. */
export async function undo(scene: Scene): Promise<Answer> {
  const { account, handover } = helpedOf(scene)
  const token = await closeUndo(readSettings(env).sessionSeal, { account, id: handover.id })
  const response = await press(scene, '/api/undo-connection', { token })
  const problem = /^\/problems\/([a-z-]+)\//.exec(response.headers.get('Location') ?? '')?.[1]
  await connectionOf(account)
  return { status: 303, ...(problem === undefined ? {} : { problem }) }
}

async function lookAt({ account }: Scene): Promise<Answer> {
  await connectionOf(account)
  return { status: 303 }
}
