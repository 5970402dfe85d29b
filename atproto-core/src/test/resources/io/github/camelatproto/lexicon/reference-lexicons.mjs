// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

// What the reference PDS knows of lexicons. It is run with the folder of its packages and
//   lexicons METHOD...   prints the lexicons of all its record types and of these methods, as one JSON object by id
//   check FILE           prints for each line of the file {kind, nsid, value} a line {path, message}, or null if it is valid
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [folder, command, ...args] = process.argv.slice(2)
const load = (path) => import(join(folder, '@atproto', path))

const { walk, RecordSchema } = await load('lex/dist/index.js')
const { jsonToLex } = await load('lex-json/dist/index.js')
const lexicons = await load('pds/dist/lexicons/index.js')

// the schemas do not know their names, but the modules that hold them do
const modules = new Map()
const names = new Map()
const generated = join(folder, '@atproto/pds/dist/lexicons')
for (const file of readdirSync(generated, { recursive: true }).filter((name) => name.endsWith('.defs.js'))) {
  const module = await import(join(generated, file))
  modules.set(module.$nsid, module)
  for (const [name, value] of Object.entries(module)) {
    if (!name.startsWith('$') && value?.type !== undefined) names.set(value, { nsid: module.$nsid, name })
  }
}

if (command === 'lexicons') {
  console.log(JSON.stringify(lexiconsOf(args)))
} else {
  const lines = readFileSync(args[0], 'utf8').split('\n').filter((line) => line)
  console.log(lines.map((line) => JSON.stringify(check(JSON.parse(line)))).join('\n'))
}

function check({ kind, nsid, value }) {
  const main = modules.get(nsid).main
  try {
    if (kind === 'record') return verdict(main.safeValidate(jsonToLex(value)))
    if (kind === 'input') return verdict(main.input.schema.safeParse(jsonToLex(value)))
    main.parameters.fromURLSearchParams(new URLSearchParams(value))
    return null
  } catch (error) {
    return error.issues ? first(error) : { path: '', message: String(error) }
  }
}

function verdict(result) {
  return result.success ? null : first(result)
}

function first(error) {
  const text = error.issues[0].toString()
  const at = text.lastIndexOf(' at $')
  return { path: text.slice(at + 4), message: text.slice(0, at) }
}

function lexiconsOf(methods) {
  const found = {}
  const records = [...walk(lexicons)].filter((schema) => schema instanceof RecordSchema)
  for (const schema of [...records, ...methods.map((nsid) => modules.get(nsid).main)]) include(schema)
  return found

  function include(schema) {
    const { nsid, name } = names.get(schema)
    const { defs } = (found[nsid] ??= { lexicon: 1, id: nsid, defs: {} })
    if (!(name in defs)) {
      defs[name] = null // so that circles end
      defs[name] = definition(schema, nsid)
    }
    return { nsid, name }
  }

  function definition(schema, here) {
    switch (schema.type) {
      case 'record':
        return { type: 'record', key: schema.key, record: object(schema.schema, here) }
      case 'typedObject':
        return object(schema.schema, here)
      case 'token':
        return { type: 'token' }
      case 'query':
      case 'procedure':
        return method(schema, here)
      default:
        return value(schema, here)
    }
  }

  function method(schema, here) {
    const json = { type: schema.type }
    if (Object.keys(schema.parameters.shape).length > 0) json.parameters = object(schema.parameters, here)
    if (schema.input?.encoding) {
      json.input = { encoding: schema.input.encoding }
      if (schema.input.schema) json.input.schema = value(schema.input.schema, here)
    }
    return json
  }

  function object(schema, here) {
    const json = { type: schema.type === 'params' ? 'params' : 'object' }
    const required = []
    const nullable = []
    const properties = {}
    for (let [key, property] of Object.entries(schema.shape)) {
      if (property.type === 'optional') property = property.validator
      else required.push(key)
      if (property.type === 'nullable') {
        property = property.validator
        nullable.push(key)
      }
      properties[key] = value(property, here)
    }
    if (required.length > 0) json.required = required
    if (nullable.length > 0) json.nullable = nullable
    return { ...json, properties }
  }

  function value(schema, here) {
    switch (schema.type) {
      case 'withDefault':
        return { ...value(schema.validator, here), default: schema.defaultValue }
      case 'string':
      case 'integer':
      case 'boolean':
      case 'bytes':
      case 'blob':
        return { type: schema.type, ...schema.options }
      case 'cid':
        return { type: 'cid-link' }
      case 'lexMap':
        return { type: 'unknown' }
      case 'object':
        return object(schema, here)
      case 'array':
        return { type: 'array', ...schema.options, items: value(schema.validator, here) }
      case 'ref':
        // the validator shares schemas of plain values among all definitions, so that these have no name of their own
        return ['typedObject', 'record'].includes(schema.validator.type)
          ? { type: 'ref', ref: reference(schema.validator, here) }
          : value(schema.validator, here)
      case 'typedUnion': {
        const refs = schema.validators.map((member) => reference(member.validator, here))
        return schema.closed ? { type: 'union', refs, closed: true } : { type: 'union', refs }
      }
      case 'enum':
        return { type: typeof schema.values[0] === 'number' ? 'integer' : 'string', enum: schema.values }
      case 'literal':
        return { type: typeof schema.value === 'number' ? 'integer' : typeof schema.value, const: schema.value }
      default:
        throw new Error(`no lexicon type is known for the schema type ${schema.type}`)
    }
  }

  function reference(schema, here) {
    const { nsid, name } = include(schema)
    return name === 'main' ? nsid : `${nsid === here ? '' : nsid}#${name}`
  }
}
