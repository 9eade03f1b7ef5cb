/**
 * Why a consent brings no organisation, as far as that can be known: Xero lists only what is connected to our app, never what the person
 * could have picked. `none-listed`: nothing at all. `none-new`: only what was connected before. `unclear`: one of several is new, and Xero
 * doesn't say which one was picked.
 */
export const WHY_NONE = ['none-listed', 'none-new', 'unclear'] as const

export type WhyNone = (typeof WHY_NONE)[number]
