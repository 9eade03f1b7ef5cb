/** `npm run webhooks`: the operator's side of messages to miBilling. */
import { parseArgs } from 'node:util'
import { readGuide } from './call-guide.ts'
import { carryOut, readCommand, USAGE } from './webhook-desk.ts'

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

function readWords() {
  try {
    return parseArgs({ allowPositionals: true, options: { from: { type: 'string' } } })
  } catch {
    return stop(USAGE)
  }
}

const { values, positionals } = readWords()
const command = readCommand(positionals, values.from) ?? stop(USAGE)
const done = await carryOut(command, readGuide(process.env))
console.log(done.ok ? done.value : stop(done.error))
