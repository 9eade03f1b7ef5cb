/** How near we are to the connections that Xero allows our app. */
const ALARM_SHARE = 0.8

export interface Share {
  readonly percent: number
  readonly isNear: boolean
}

export const shareOf = ({ used, limit }: { readonly used: number; readonly limit: number }): Share => ({
  percent: limit === 0 ? 100 : Math.floor((100 * used) / limit),
  isNear: used >= limit * ALARM_SHARE,
})
