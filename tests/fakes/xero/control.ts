import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { disconnectApp } from './connections.ts'
import { changeBooks, endOrganisation, giveConsent, moveRole, resetDemo, Scene } from './control-scenes.ts'
import { Fault } from './faults.ts'
import { readOrganisationByWord, readPerson } from './lookup.ts'
import { SettingsChange } from './settings.ts'
import type { AppEnv } from './traffic.ts'
import { createWorld, type Xero } from './xero.ts'

const ClockChange = v.strictObject({ advanceSeconds: v.pipe(v.number(), v.integer()) })

/** `/control`: open to whoever reaches this machine's loopback, as suits a local tool. Described in README.md. */
export const createControl = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .post('/reset', (c) => {
      xero.world = createWorld(xero.registration)
      Object.assign(xero.traffic, { faults: [], calls: [] })
      return c.body(null, 204)
    })
    .get('/clock', (c) => c.json({ now: nowOf(xero.world) }))
    .post('/clock', async (c) => {
      const change = await readBody(c, ClockChange)
      if (!change.ok) return refuse(c, change.error)
      xero.world.clockOffsetSeconds += change.value.advanceSeconds
      return c.json({ now: nowOf(xero.world) })
    })
    .get('/faults', (c) => c.json(xero.traffic.faults))
    .post('/faults', async (c) => {
      const fault = await readBody(c, Fault)
      if (!fault.ok) return refuse(c, fault.error)
      xero.traffic.faults.push(fault.value)
      return c.json(fault.value, 201)
    })
    .delete('/faults', (c) => {
      xero.traffic.faults = []
      return c.body(null, 204)
    })
    .get('/calls', (c) => c.json(xero.traffic.calls))
    .delete('/calls', (c) => {
      xero.traffic.calls = []
      return c.body(null, 204)
    })
    .get('/settings', (c) => c.json({ ...xero.world.settings, redirectUris: xero.world.client.redirectUris }))
    .post('/settings', async (c) => {
      const change = await readBody(c, SettingsChange)
      if (!change.ok) return refuse(c, change.error)
      const { clientSecret, redirectUris, ...settings } = change.value
      if (clientSecret !== undefined) xero.world.client.secret = clientSecret
      if (redirectUris !== undefined) xero.world.client.redirectUris = redirectUris
      xero.world.settings = Object.assign({}, xero.world.settings, settings)
      return c.json({ ...xero.world.settings, redirectUris: xero.world.client.redirectUris })
    })
    .get('/world', (c) => {
      const { people, organisations, memberships, connections } = xero.world
      return c.json({ people, organisations, memberships, connections })
    })
    .post('/consent', async (c) => {
      const scene = await readBody(c, Scene.consent)
      if (!scene.ok) return refuse(c, scene.error)
      const location = giveConsent(xero, scene.value)
      return location.ok ? c.json({ location: location.value }) : refuse(c, location.error)
    })
    .post('/disconnect', async (c) => {
      const scene = await readBody(c, Scene.disconnect)
      if (!scene.ok) return refuse(c, scene.error)
      const person = readPerson(xero.world, scene.value.person)
      const organisation = readOrganisationByWord(xero.world, scene.value.organisation)
      if (person === undefined || organisation === undefined) return refuse(c, 'no such person or organisation')
      const isDone = disconnectApp(xero.world, person.id, organisation.tenantId)
      return isDone ? c.body(null, 204) : refuse(c, 'not connected, or not theirs to disconnect')
    })
    .post('/role', async (c) => {
      const scene = await readBody(c, Scene.role)
      if (!scene.ok) return refuse(c, scene.error)
      const person = readPerson(xero.world, scene.value.person)
      const organisation = readOrganisationByWord(xero.world, scene.value.organisation)
      if (person === undefined || organisation === undefined) return refuse(c, 'no such person or organisation')
      moveRole(xero.world, person, organisation, scene.value.role)
      return c.body(null, 204)
    })
    .post('/organisation', async (c) => {
      const scene = await readBody(c, Scene.organisation)
      if (!scene.ok) return refuse(c, scene.error)
      const organisation = readOrganisationByWord(xero.world, scene.value.organisation)
      if (organisation === undefined) return refuse(c, 'no such organisation')
      if (scene.value.status === 'demo-reset') {
        if (!resetDemo(xero.world, organisation)) return refuse(c, 'only a demo company can be reset')
      } else if (scene.value.status === 'ended') endOrganisation(xero.world, organisation)
      else organisation.state = scene.value.status
      return c.json({ tenantId: organisation.tenantId })
    })
    .post('/books', async (c) => {
      const scene = await readBody(c, Scene.books)
      if (!scene.ok) return refuse(c, scene.error)
      const organisation = readOrganisationByWord(xero.world, scene.value.organisation)
      if (organisation === undefined) return refuse(c, 'no such organisation')
      changeBooks(organisation, scene.value)
      return c.body(null, 204)
    })

/** @returns what is wrong, naming the field, when the body is not as it should be */
async function readBody<S extends v.GenericSchema>(c: Context, schema: S): Promise<Result<v.InferOutput<S>, string>> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (body === undefined) return fail('the body is not JSON')
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return succeed(parsed.output)
  const [issue] = parsed.issues
  return fail(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
}

const refuse = (c: Context, message: string): Response => c.json({ message }, 400)
