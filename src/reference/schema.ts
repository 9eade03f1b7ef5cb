/** From valibot to JSON Schema (2020-12), as OpenAPI 3.1 wants it. */

import { type ConversionConfig, type JsonSchema, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type { SchemaObject } from 'openapi3-ts/oas31'
import type * as v from 'valibot'
import { lookUp } from '../contract/look-up.ts'
import { SHAPES } from './shapes.ts'

export type ShapeName = keyof typeof SHAPES

/** What a caller is told of a field of a request: the routes' schemas, which travel with the Worker, hold no words. */
export interface FieldWords {
  readonly description: string
  readonly example?: string | number
}

/** Words for each field of a schema: one that is missing, or left over, does not compile. */
export type WordsOf<S> = S extends { readonly entries: infer E } ? { readonly [K in keyof E]: FieldWords } : never

/** Any object schema of valibot, strict or not. */
export type Fields = v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> }

export interface Field {
  readonly name: string
  readonly required: boolean
  readonly schema: SchemaObject
  readonly words: FieldWords
}

export const refTo = (name: ShapeName) => ({ $ref: `#/components/schemas/${name}` })

const CONFIG: Omit<ConversionConfig, 'definitions'> = {
  target: 'draft-2020-12',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  // What JSON Schema cannot say is in the words.
  ignoreActions: ['trim', 'to_lower_case', 'check', 'transform', 'max_bytes'],
}

export const shapeSchemas = (): Record<string, SchemaObject> =>
  Object.fromEntries(Object.entries(toJsonSchemaDefs(SHAPES, CONFIG)).map(([name, schema]) => [name, schema as SchemaObject]))

/** @param mode `output` for what travels as text in an address and is a number by the time the route has it */
export function fieldsOf(schema: Fields, words: Readonly<Record<string, FieldWords>>, mode: 'input' | 'output'): Field[] {
  const { properties = {}, required = [] } = toJsonSchema(schema, { ...CONFIG, typeMode: mode }) as JsonSchema
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    schema: property as SchemaObject,
    words: wordsOf(words, name),
  }))
}

function wordsOf(words: Readonly<Record<string, FieldWords>>, name: string): FieldWords {
  const found = lookUp(words, name)
  if (found === undefined) throw new RangeError(`the field "${name}" has no words`)
  return found
}

/** A body: no field but those that it names. */
export function bodySchema(fields: readonly Field[]): SchemaObject {
  const properties = fields.map(({ name, schema, words: { description, example } }) => [
    name,
    { ...schema, description, ...(example === undefined ? {} : { examples: [example] }) },
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  }
}
