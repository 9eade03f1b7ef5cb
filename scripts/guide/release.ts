/** `npm run guide:release`: adds every address of today to content/addresses.txt, where it stays for ever. */
import { writeFileSync } from 'node:fs'
import { findPages, findPlacesInPages, findRedirects } from '../../src/guide/addresses.ts'
import { readContent } from '../../src/guide/content.ts'
import { REGISTER, readRegister } from '../../src/guide/register.ts'

const content = readContent()
const released = readRegister()
const today = [...findPages(content), ...findPlacesInPages(content), ...Object.keys(findRedirects(content))]
const added = today.filter((address) => !released.includes(address))
writeFileSync(REGISTER, `${[...released, ...added].sort().join('\n')}\n`)
console.log(added.length === 0 ? 'Every address is in the register.' : `Added to ${REGISTER}:\n${added.join('\n')}`)
