/** The description of `/v1`, made of the routes' own schemas and served as a file: nothing of it travels with the Worker. */

import type { OpenAPIObject, OperationObject, ParameterObject, PathItemObject, ResponseObject } from 'openapi3-ts/oas31'
import project from '../../package.json' with { type: 'json' }
import { lookUp } from '../contract/look-up.ts'
import { type Described, OPERATIONS, type Operation, type Success, type Tag } from './operations.ts'
import { problemResponses, type V1Code } from './problems.ts'
import { bodySchema, fieldsOf, refTo, shapeSchemas } from './schema.ts'
import { webhookItems } from './webhooks.ts'

const TAGS: Readonly<Record<Tag | 'Webhooks', string>> = {
  Sessions: 'Sending a person over to the guide.',
  Accounts: 'What an account has connected, and the tokens for it.',
  'Billing runs': 'When you bill, so that we look at Xero before it.',
  'Hand-overs': 'Links for helpers: people who press Allow in Xero without a miStable login.',
  Webhooks: 'What we tell your receiver, by [Standard Webhooks](https://www.standardwebhooks.com/).',
}

const DESCRIPTION = `For miBilling’s server: opens the guide that connects an account to Xero, tells the state of the connection, and hands out access tokens.

JSON is camelCase, times are Unix seconds. Further fields may be added to answers; ignore what you do not know.

Failures are \`application/problem+json\` (RFC 9457). Go by \`code\`, which never changes its meaning. \`ref\` is the support code, which is in the log. As well as those listed, an address that does not exist answers \`not-found\` (404), and a method that it does not take \`method-not-allowed\` (405) with \`Allow\`.

Send \`Accept: application/json\` or none: a call that says it prefers HTML is taken for a browser and redirected to the page that explains the problem.`

/** What every call can meet. */
const ALWAYS: readonly V1Code[] = [
  'bad-request',
  'unauthorised',
  'forbidden-scope',
  'too-many-requests',
  'internal',
  'our-settings',
]

/** The limit holds for whatever may carry a body, asked for or not. */
const mayCarryBody = (method: string): boolean => method !== 'get'

export function createDocument(): OpenAPIObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'miBilling to Xero',
      version: project.version,
      description: DESCRIPTION,
      license: { name: project.license, identifier: project.license },
    },
    // Where this document is.
    servers: [{ url: '/' }],
    security: [{ serviceKey: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: pathItems(),
    webhooks: webhookItems(),
    components: {
      schemas: shapeSchemas(),
      securitySchemes: {
        serviceKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A service key of miBilling. For servers alone: never in a browser.',
        },
      },
    },
  }
}

/** @returns the path as OpenAPI writes it, and the method, of a route such as `GET /v1/accounts/:account` */
export function placeOf(route: string): { readonly path: string; readonly method: string } {
  const [method = '', path = ''] = route.split(' ')
  return { path: path.replace(/:(\w+)/g, '{$1}'), method: method.toLowerCase() }
}

function pathItems(): Record<string, PathItemObject> {
  const items: Record<string, PathItemObject> = {}
  for (const [route, operation] of Object.entries<Operation>(OPERATIONS)) {
    const { path, method } = placeOf(route)
    items[path] = { ...lookUp(items, path), [method]: operationOf(operation, method) }
  }
  return items
}

function operationOf(
  { id, tag, summary, description, path, query, body, success, problems = [] }: Operation,
  method: string,
): OperationObject {
  const codes = [...ALWAYS, ...(mayCarryBody(method) ? (['too-large'] as const) : []), ...problems]
  const parameters = [...parametersOf('path', path), ...parametersOf('query', query)]
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: bodyOf(body) } } } }),
    responses: { [success.status]: successOf(success), ...problemResponses(codes) },
  }
}

const bodyOf = ({ schema, words }: Described) => bodySchema(fieldsOf(schema, words, 'input'))

function parametersOf(place: 'path' | 'query', described: Described | undefined): ParameterObject[] {
  if (described === undefined) return []
  return fieldsOf(described.schema, described.words, 'output').map(
    ({ name, required, schema, words: { description, example } }) => ({
      name,
      in: place,
      required,
      description,
      schema,
      ...(example === undefined ? {} : { example }),
    }),
  )
}

function successOf({ description, shape, examples = {} }: Success): ResponseObject {
  if (shape === undefined) return { description }
  const named = Object.entries(examples).map(([name, value]) => [name, { value }])
  return { description, content: { 'application/json': { schema: refTo(shape), examples: Object.fromEntries(named) } } }
}
