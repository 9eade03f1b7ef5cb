import type { Source } from '../schema/text.ts'

const DAY_MILLISECONDS = 86_400_000
/** Screens of others change without telling us. */
const THEIRS_DAYS = 90
const OURS_DAYS = 365

const THEIRS: readonly Source['against'][] = ['xero', 'xero-documentation', 'partner-guides']

/** Where Xero explains its own screens, for a step that names no page of its own. */
export const XERO_HELP = 'https://central.xero.com/'

/** @returns the day by which someone should compare again, such as `2027-02-20` */
export const dueDay = ({ against, checked }: Source): string => addDays(checked, THEIRS.includes(against) ? THEIRS_DAYS : OURS_DAYS)

/** On the due day itself a page still stands by its words. */
export const isOverdue = (source: Source, today: string): boolean => dueDay(source) < today

export const isTheirs = ({ against }: Source): boolean => THEIRS.includes(against)

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MILLISECONDS).toISOString().slice(0, 10)

/** The day of this build. `GUIDE_DAY` gives another one, to see what pages will say by then. */
export const buildDay = (): string => process.env['GUIDE_DAY'] ?? new Date().toISOString().slice(0, 10)
