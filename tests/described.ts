/** Holds answers against the document that describes them. */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import type { OpenAPIObject, OperationObject, ResponseObject } from 'openapi3-ts/oas31'

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** @returns what is wrong with the answer, by the description of the operation: nothing, as a rule */
export function findFaults(document: OpenAPIObject, operationId: string, answer: Answered): string[] {
  const response = operationOf(document, operationId).responses?.[answer.status] as ResponseObject | undefined
  if (response === undefined) return [`${operationId} does not describe an answer of ${answer.status}`]
  const { headers = {}, content } = response
  const missing = Object.keys(headers).filter((name) => !answer.headers.has(name))
  return [...missing.map((name) => `lacks the header ${name}`), ...findBodyFaults(document, content, answer)]
}

function findBodyFaults(document: OpenAPIObject, content: ResponseObject['content'], { headers, body }: Answered): string[] {
  if (content === undefined) return body === '' ? [] : ['has a body, and none is described']
  const type = headers.get('Content-Type') ?? 'none'
  const schema = content[type]?.schema
  return schema === undefined ? [`is of the type ${type}`] : findSchemaFaults(document, schema, JSON.parse(body))
}

/** A field that is not described is a fault too, although callers must expect more fields one day. */
export function findSchemaFaults(document: OpenAPIObject, schema: object, value: unknown): string[] {
  const closed = { ...schema, unevaluatedProperties: false, components: { schemas: closedShapes(document) } }
  return new Validator(closed as Schema, '2020-12', false).validate(value).errors.map(wordsOf)
}

const wordsOf = ({ instanceLocation, error }: OutputUnit): string => `${instanceLocation}: ${error}`

/** These stay open: an answer builds on them, and is closed itself. */
const OPEN = ['Problem', 'ReconnectProblem', 'WebhookPayload']

function closedShapes({ components }: OpenAPIObject): object {
  const shapes = Object.entries(components?.schemas ?? {}).map(([name, schema]) => [
    name,
    OPEN.includes(name) ? schema : { ...schema, unevaluatedProperties: false },
  ])
  return Object.fromEntries(shapes)
}

function operationOf({ paths = {} }: OpenAPIObject, operationId: string): OperationObject {
  const all = Object.values(paths).flatMap((item) => Object.values(item) as OperationObject[])
  const found = all.find((operation) => operation.operationId === operationId)
  if (found === undefined) throw new RangeError(`the document has no operation "${operationId}"`)
  return found
}
