import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What `POST /control/settings` takes: any of these; what each means is in README.md. */
export const SettingsChange = v.strictObject({
  eventOnReconnect: v.optional(v.picklist(['keep', 'new'])),
  multiSelect: v.optional(v.boolean()),
  skipLogin: v.optional(v.boolean()),
  nbfAheadSeconds: v.optional(Count),
  grantScopes: v.optional(v.nullable(v.array(v.string()))),
  withholdRefreshToken: v.optional(v.boolean()),
  endGrantOnLastDisconnect: v.optional(v.boolean()),
  omitAuthEventId: v.optional(v.boolean()),
  omitNonce: v.optional(v.boolean()),
  lowerCaseBodies: v.optional(v.boolean()),
  minuteLimit: v.optional(Count),
  dayLimit: v.optional(Count),
  connectionLimit: v.optional(v.nullable(Count)),
  wording: v.optional(v.picklist(['today', 'article'])),
  setUpRequired: v.optional(v.boolean()),
  withholdPush: v.optional(v.boolean()),
  clientSecret: v.optional(v.pipe(v.string(), v.minLength(1))),
  redirectUris: v.optional(v.array(v.pipe(v.string(), v.url()))),
})

/** The switches: behaviour that Xero's sources leave open or that rarely shows. The app's own registration is kept apart. */
export interface Settings {
  /** Whether going on with organisations that are connected already gives them this flow's event id; reports differ. */
  readonly eventOnReconnect: 'keep' | 'new'
  readonly multiSelect: boolean
  /** A browser that is logged in goes straight to the consent, as Xero does. */
  readonly skipLogin: boolean
  readonly nbfAheadSeconds: number
  readonly grantScopes: readonly string[] | null
  readonly withholdRefreshToken: boolean
  readonly endGrantOnLastDisconnect: boolean
  readonly omitAuthEventId: boolean
  readonly omitNonce: boolean
  readonly lowerCaseBodies: boolean
  readonly minuteLimit: number
  readonly dayLimit: number
  /** Connections that the app may have, over all its people; null: no limit. */
  readonly connectionLimit: number | null
  /** Labels and order of the set-up of two-step authentication: today's, or those of the help article of about 2019. */
  readonly wording: 'today' | 'article'
  /** Nobody may put the set-up off. */
  readonly setUpRequired: boolean
  /** Phones are never told of a login. */
  readonly withholdPush: boolean
}

export const DEFAULT_SETTINGS: Settings = {
  eventOnReconnect: 'keep',
  multiSelect: false,
  skipLogin: true,
  nbfAheadSeconds: 0,
  grantScopes: null,
  withholdRefreshToken: false,
  endGrantOnLastDisconnect: false,
  omitAuthEventId: false,
  omitNonce: false,
  lowerCaseBodies: false,
  minuteLimit: 60,
  dayLimit: 5000,
  connectionLimit: null,
  wording: 'today',
  setUpRequired: false,
  withholdPush: false,
}
