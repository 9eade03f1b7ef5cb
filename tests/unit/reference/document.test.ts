import { Validator } from '@seriousme/openapi-schema-validator'
import type { MediaTypeObject, OperationObject, RequestBodyObject, ResponseObject } from 'openapi3-ts/oas31'
import { describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { PROBLEMS } from '../../../src/contract/problems.ts'
import { createDocument, placeOf } from '../../../src/reference/document.ts'
import type { MEANINGS } from '../../../src/reference/problems.ts'
import { findSchemaFaults } from '../../described.ts'

const document = createDocument()
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, OperationObject>).map(([method, operation]) => ({ path, method, operation })),
)

/** What the Worker's router answers: not by `all`, which are refusals and middleware. */
const routes = app.routes
  .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
  .map(({ method, path }) => placeOf(`${method} ${path}`))

const mediaOf = (operation: OperationObject): MediaTypeObject[] => [
  ...Object.values((operation.requestBody as RequestBodyObject | undefined)?.content ?? {}),
  ...Object.values((operation.responses ?? {}) as Record<string, ResponseObject>).flatMap(({ content = {} }) =>
    Object.values(content),
  ),
]

describe('the description of /v1', () => {
  it('is a sound OpenAPI 3.1 document', async () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    const served = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
    expect(await new Validator().validate(served)).toEqual({ valid: true })
  })

  it('has every route of the Worker, and no other', () => {
    const described = operations.map(({ path, method }) => `${method} ${path}`)
    const routed = new Set(routes.map(({ path, method }) => `${method} ${path}`))
    expect(routed.size).toBeGreaterThan(5)
    expect(described.sort()).toEqual([...routed].sort())
  })

  it('names each call once, and asks each for a service key', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(document.security).toEqual([{ serviceKey: [] }])
    expect(operations.filter(({ operation }) => operation.security !== undefined)).toEqual([])
  })

  it('shows examples that fit their own schemas', () => {
    const webhooks = Object.values(document.webhooks ?? {}).map((item) => (item as { post: OperationObject }).post)
    const shown = [...operations.map(({ operation }) => operation), ...webhooks].flatMap((operation) =>
      mediaOf(operation).flatMap(({ schema, example, examples = {} }) => {
        const values = Object.values(examples).map((one) => (one as { value: unknown }).value)
        return [...values, ...(example === undefined ? [] : [example])].map((value) => ({ schema, value }))
      }),
    )
    expect(shown.length).toBeGreaterThan(40)
    expect(shown.flatMap(({ schema, value }) => findSchemaFaults(document, schema ?? {}, value))).toEqual([])
  })

  it('tells each problem by the status it has in the catalogue, with what a caller needs beside it', () => {
    for (const { operation } of operations) {
      for (const [status, response] of Object.entries((operation.responses ?? {}) as Record<string, ResponseObject>)) {
        const media = response.content?.['application/problem+json']
        if (media === undefined) continue
        const codes = Object.keys(media.examples ?? {}) as (keyof typeof MEANINGS)[]
        expect(codes.map((code) => `${PROBLEMS[code].status}`)).toEqual(codes.map(() => status))
        const header = { 401: 'WWW-Authenticate', 429: 'Retry-After', 503: 'Retry-After' }[status]
        expect(Object.keys(response.headers ?? {})).toEqual(header === undefined ? [] : [header])
      }
    }
  })
})
