/** What Xero says about an organisation, and about what a login may do in it. */
import * as v from 'valibot'

interface OrganisationDetails {
  readonly name: string
  readonly shortCode?: string
  readonly countryCode?: string
  readonly currency?: string
  readonly kind?: 'demo' | 'trial'
}

/** What decides whether Xero takes an invoice, in Xero's own words. Absent: Xero didn't say. Days are ISO 8601, such as `2026-06-30`. */
export interface InvoicingFacts {
  /** Xero's `Class`, such as `GROW`. */
  readonly plan?: string
  readonly edition?: string
  readonly status?: string
  readonly baseCurrency?: string
  readonly isDemo?: boolean
  readonly periodLockedUntil?: string
  readonly yearLockedUntil?: string
  /** Xero gave a lock date in a form that we can't read. */
  readonly isLockUnclear?: boolean
  readonly createdOn?: string
}

/** Absent: Xero has no row for it, or says neither yes nor no. */
export interface AllowedActions {
  readonly createDraft?: boolean
  readonly approve?: boolean
  readonly useCurrencies?: boolean
}

export interface OrganisationReading {
  readonly details: OrganisationDetails
  readonly facts: InvoicingFacts
}

const Organisations = v.looseObject({
  Organisations: v.pipe(
    v.array(
      v.looseObject({
        Name: v.nullish(v.string(), ''),
        ShortCode: v.nullish(v.string()),
        CountryCode: v.nullish(v.string()),
        BaseCurrency: v.nullish(v.string()),
        IsDemoCompany: v.nullish(v.boolean(), false),
        Class: v.nullish(v.string()),
      }),
    ),
    v.minLength(1),
  ),
})

const Actions = v.looseObject({ Actions: v.array(v.looseObject({ Name: v.nullish(v.string()), Status: v.nullish(v.string()) })) })

/** @returns undefined when the body has no organisation */
export function readOrganisationBody(body: unknown): OrganisationReading | undefined {
  const parsed = v.safeParse(Organisations, body)
  const first = parsed.success ? parsed.output.Organisations[0] : undefined
  if (first === undefined) return undefined
  const isDemo = first.IsDemoCompany === true || first.Class === 'DEMO'
  const kind = isDemo ? 'demo' : first.Class === 'TRIAL' ? 'trial' : undefined
  // Nothing but what proves the connection may make the answer invalid, so these are read one by one.
  const [period, year, created] = [first['PeriodLockDate'], first['EndOfYearLockDate'], first['CreatedDateUTC']].map(dayOf)
  return {
    details: {
      name: first.Name ?? '',
      ...given({ shortCode: first.ShortCode, countryCode: first.CountryCode, currency: first.BaseCurrency, kind }),
    },
    facts: given({
      plan: wordOf(first.Class),
      edition: wordOf(first['Edition']),
      status: wordOf(first['OrganisationStatus']),
      baseCurrency: wordOf(first.BaseCurrency),
      isDemo: isDemo || undefined,
      periodLockedUntil: period ?? undefined,
      yearLockedUntil: year ?? undefined,
      isLockUnclear: period === null || year === null || undefined,
      createdOn: created ?? undefined,
    }),
  }
}

/** @returns undefined when the body has no list of actions */
export function readActionsBody(body: unknown): AllowedActions | undefined {
  const parsed = v.safeParse(Actions, body)
  if (!parsed.success) return undefined
  const isAllowed = (name: string): boolean | undefined => {
    const statuses = new Set(parsed.output.Actions.filter(({ Name }) => Name === name).map(({ Status }) => Status))
    if (statuses.size !== 1) return undefined
    return statuses.has('ALLOWED') ? true : statuses.has('NOT-ALLOWED') ? false : undefined
  }
  return given({
    createDraft: isAllowed('CreateDraftInvoice'),
    approve: isAllowed('CreateApprovedInvoice'),
    useCurrencies: isAllowed('UseMulticurrency'),
  })
}

/** Xero writes days as `/Date(1782777600000+0000)/`. @returns undefined where there is none, null where it can't be read */
function dayOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const [, milliseconds, day] = /^(?:\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/|(\d{4}-\d\d-\d\d)(?:T.*)?)$/.exec(String(value)) ?? []
  const at = milliseconds === undefined ? Date.parse(day ?? '') : Number(milliseconds)
  return Number.isNaN(new Date(at).getTime()) ? null : new Date(at).toISOString().slice(0, 10)
}

const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.trim().toUpperCase() : undefined

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> }

/** Leaves out what isn't known. */
const given = <T extends object>(fields: T): Known<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as Known<T>
