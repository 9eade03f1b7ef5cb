/**
 * Validates input: anything wrong gets `bad-request` with the name of the field. So does a body of another content type, which hono would
 * read as empty: a call whose fields are all optional would then do the most it can.
 */
import { vValidator } from '@hono/valibot-validator'
import type { Context, ValidationTargets } from 'hono'
import * as v from 'valibot'
import { isLanguageTag } from '../../src/contract/languages.ts'
import type { HttpEnv } from './context.ts'
import { problem } from './problem.ts'

export const valid = <T extends v.GenericSchema, Target extends keyof ValidationTargets>(target: Target, schema: T) =>
  // A message for any node of a schema that lacks one: valibot's own quote the value, and `detail` must not.
  vValidator(target, v.config(schema, { message: 'is not valid' }), async (result, context) => {
    const c = context as unknown as Context<HttpEnv>
    const type = await findWrongType(target, c)
    if (type !== undefined) return problem(c, 'bad-request', { detail: `Content-Type: must be ${type}` })
    if (result.success) return
    const issue = result.issues[0]
    const field = v.getDotPath(issue as v.BaseIssue<unknown>)
    return problem(c, 'bad-request', { detail: `${field ?? 'The request'}: ${issue?.message}` })
  })

const BODY_TYPES: Partial<Record<keyof ValidationTargets, readonly [string, ...string[]]>> = {
  json: ['application/json'],
  form: ['application/x-www-form-urlencoded', 'multipart/form-data'],
}

/** @returns which type the body should be; undefined where it is, or there is none */
async function findWrongType(target: keyof ValidationTargets, { req }: Context<HttpEnv>): Promise<string | undefined> {
  const types = BODY_TYPES[target]
  const [type = ''] = (req.header('Content-Type') ?? '').toLowerCase().split(';')
  if (types === undefined || types.includes(type.trim())) return undefined
  return (await req.text()) === '' ? undefined : types[0]
}

export const AccountId = v.pipe(
  v.string('must be text'),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 of A-Z a-z 0-9 . _ - and begin with a letter or digit'),
)

export const AccountParam = v.object({ account: AccountId })

export const TenantId = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.toLowerCase(),
  v.uuid('must be the tenant id of an organisation'),
)

/** A JSON body: no field but those that it names. */
export const orderOf = <E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, (issue) =>
    issue.expected === 'never' ? 'is not a field of this call' : 'is missing, or not JSON of the right shape',
  )

export const LanguageTag = v.pipe(
  v.string('must be text'),
  // RFC 5646 §4.4.1 has 35 for every tag that names a language people use.
  v.maxLength(35, 'must be at most 35 characters'),
  v.check(isLanguageTag, 'must be a language tag such as en or zh-CN'),
)

/** A form sends an empty field as well: it counts as missing. */
export const orEmpty = <T extends v.GenericSchema<string, string>>(schema: T) =>
  v.optional(
    v.union([
      v.pipe(
        v.literal(''),
        v.transform(() => undefined),
      ),
      schema,
    ]),
  )
