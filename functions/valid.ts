/** Checked input: what does not fit is answered `bad-request`, naming the field. */
import { vValidator } from '@hono/valibot-validator'
import type { Context, ValidationTargets } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from './app-env.ts'
import { problem } from './problem.ts'

export const valid = <T extends v.GenericSchema, Target extends keyof ValidationTargets>(target: Target, schema: T) =>
  vValidator(target, schema, (result, c) => {
    if (result.success) return
    const issue = result.issues[0]
    const field = v.getDotPath(issue as v.BaseIssue<unknown>)
    return problem(c as unknown as Context<AppEnv>, 'bad-request', { detail: `${field ?? 'The request'}: ${issue?.message}` })
  })

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
