import * as v from 'valibot'
import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { beginAuthorization, REFUSALS } from './authorize.ts'
import { tenantIdOf } from './cast.ts'
import { nowOf } from './clock.ts'
import { dropConnections } from './connections.ts'
import { answerConsent, CONSENT_MESSAGES } from './consent.ts'
import { logIn, logOut } from './login.ts'
import { readOrganisationByWord, readPerson } from './lookup.ts'
import { enterCode } from './second-factor.ts'
import { codeAt } from './two-step.ts'
import type { Books, Organisation, Person, Role, World } from './world.ts'
import type { Xero } from './xero.ts'

const Word = v.pipe(v.string(), v.minLength(1))
const Day = v.pipe(v.string(), v.isoDate())

/** What people do in Xero without a browser to do it in. */
export const Scene = {
  consent: v.strictObject({
    authorizeUrl: v.pipe(v.string(), v.url()),
    person: Word,
    organisations: v.optional(v.array(Word), []),
    cancel: v.optional(v.boolean(), false),
  }),
  disconnect: v.strictObject({ person: Word, organisation: Word }),
  role: v.strictObject({
    person: Word,
    organisation: Word,
    role: v.nullable(v.picklist(['Adviser', 'Standard', 'Administrator', 'Drafts only', 'Invoice only', 'Read only'])),
  }),
  organisation: v.strictObject({ organisation: Word, status: v.picklist(['active', 'ended', 'offline', 'demo-reset']) }),
  books: v.strictObject({
    organisation: Word,
    class: v.optional(Word),
    baseCurrency: v.optional(Word),
    edition: v.optional(Word),
    status: v.optional(Word),
    periodLockDate: v.optional(Day),
    endOfYearLockDate: v.optional(Day),
    createdDate: v.optional(Day),
    actions: v.optional(v.record(Word, v.nullable(v.picklist(['ALLOWED', 'NOT-ALLOWED'])))),
  }),
}

/** The pages' own steps in their order, with their refusals. The browser it stands for is closed afterwards. */
export function giveConsent(xero: Xero, scene: v.InferOutput<typeof Scene.consent>): Result<string, string> {
  const { world } = xero
  const address = new URL(scene.authorizeUrl)
  if (address.origin !== xero.origins.login || address.pathname !== '/identity/connect/authorize') {
    return fail(`authorizeUrl: not ${xero.origins.login}/identity/connect/authorize`)
  }
  const person = readPerson(world, scene.person)
  if (person === undefined) return fail('person: nobody has this name')
  const organisations = scene.organisations.map((word) => readOrganisationByWord(world, word)?.tenantId)
  if (organisations.includes(undefined)) return fail('organisations: one of them does not exist')
  const tenantIds = organisations.filter((tenantId) => tenantId !== undefined)

  const request = beginAuthorization(world, address.searchParams)
  if (!request.ok) return fail(REFUSALS[request.error])
  const login = logIn(world, person.email, 'any password')
  if (!login.ok) return fail(login.error)
  const { session } = login.value
  if (session.stage === 'code-wanted') {
    const entered = enterCode(world, session, codeAt(person.totpKey ?? '', nowOf(world)))
    if (!entered.ok) return fail(entered.error)
  }
  if (session.stage === 'set-up-offered') {
    if (world.settings.setUpRequired) return fail('two-step authentication has to be set up first')
    session.stage = 'complete'
  }
  const goOn = { kind: scene.cancel ? 'cancel' : 'continue' } as const
  const answered = answerConsent(
    world,
    request.value,
    session,
    tenantIds.length === 0 || scene.cancel ? goOn : { kind: 'allow', tenantIds },
  )
  logOut(world, session)
  return answered.ok ? succeed(answered.value) : fail(CONSENT_MESSAGES[answered.error])
}

/** Without any role the connection's row goes too; with a lower one it stays and the API refuses. */
export function moveRole(world: World, person: Person, organisation: Organisation, role: Role | null): void {
  const isThis = (entry: { person: string; organisation: string }): boolean =>
    entry.person === person.id && entry.organisation === organisation.id
  world.memberships = world.memberships.filter((entry) => !isThis(entry))
  if (role === null) {
    dropConnections(world, ({ person: owner, tenantId }) => owner === person.id && tenantId === organisation.tenantId)
  } else world.memberships.push({ person: person.id, organisation: organisation.id, role })
}

/** Changes what Xero shows of the organisation; what isn't named is as at first. */
export function changeBooks(organisation: Organisation, scene: v.InferOutput<typeof Scene.books>): void {
  organisation.class = scene.class ?? organisation.class
  organisation.baseCurrency = scene.baseCurrency ?? organisation.baseCurrency
  const books = {
    Edition: scene.edition,
    OrganisationStatus: scene.status,
    PeriodLockDate: scene.periodLockDate,
    EndOfYearLockDate: scene.endOfYearLockDate,
    CreatedDateUTC: scene.createdDate,
    actions: scene.actions,
  }
  organisation.books = Object.fromEntries(Object.entries(books).filter(([, value]) => value !== undefined)) as Books
}

/** Subscription or trial over, or the company deleted. */
export function endOrganisation(world: World, organisation: Organisation): void {
  dropConnections(world, ({ tenantId }) => tenantId === organisation.tenantId)
  organisation.state = 'ended'
}

/** A reset demo company is another tenant of the same name. */
export function resetDemo(world: World, organisation: Organisation): boolean {
  if (organisation.class !== 'DEMO') return false
  endOrganisation(world, organisation)
  organisation.resets += 1
  organisation.tenantId = tenantIdOf(organisation.id, organisation.resets)
  organisation.state = 'active'
  return true
}
