import { nowOf } from './clock.ts'
import type { Mail } from './two-step-world.ts'
import type { World } from './world.ts'

const MAILS_KEPT = 50

export function sendMail(world: World, mail: Omit<Mail, 'at'>): void {
  world.mails = [{ ...mail, at: nowOf(world) }, ...world.mails].slice(0, MAILS_KEPT)
}

export const findMails = (world: World, address: string | undefined): readonly Mail[] =>
  address === undefined ? world.mails : world.mails.filter(({ to }) => isSameAddress(to, address))

export const isSameAddress = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()
