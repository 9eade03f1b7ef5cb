/** `npm run reset`: forgets everything that was connected on this machine. */
import { existsSync, rmSync } from 'node:fs'
import { describeTakenPort, listClaims, localClaims } from './ports.ts'
import { stateDirectory } from './settings.ts'

const folder = stateDirectory(process.env)
if ((await describeTakenPort(listClaims(localClaims(process.env)))) !== undefined) {
  console.error(
    'Something still runs on the ports of npm start. If it is npm start, stop it first: it would write its state again.',
  )
  process.exit(1)
}
if (existsSync(folder)) {
  rmSync(folder, { recursive: true })
  console.log(`Removed ${folder}: connections, tokens, and what the local Xero knew.`)
} else {
  console.log(`Nothing to forget: ${folder} does not exist.`)
}
