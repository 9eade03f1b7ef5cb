/** Fields that many shapes of `/v1` have, with the words that describe them. */
import * as v from 'valibot'

export const text = (description: string, example: string) => v.pipe(v.string(), v.description(description), v.examples([example]))
export const moment = (description: string) => v.pipe(v.number(), v.integer(), v.description(`${description} Unix seconds.`))
export const uuid = (description: string) => v.pipe(v.string(), v.uuid(), v.description(description))
export const next = v.exactOptional(
  v.pipe(v.number(), v.integer(), v.description('The `before` that asks for the next page. Absent on the last.')),
)
