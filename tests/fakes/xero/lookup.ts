import type { Organisation, Person, World } from './world.ts'

/** @param word short name or e-mail address */
export const readPerson = (world: World, word: string): Person | undefined =>
  world.people.find(({ id, email }) => id === word || email === word)

/** @param word name, tenantId or short name */
export const readOrganisationByWord = (world: World, word: string): Organisation | undefined =>
  world.organisations.find(({ id, name, tenantId }) => id === word || name === word || tenantId === word)
