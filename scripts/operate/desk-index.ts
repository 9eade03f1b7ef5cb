/** `npm run desk:index`: fills the desk's index again. */
import { readGuide } from './call-guide.ts'
import { rewriteIndex } from './rewrite-index.ts'

const USAGE = `npm run desk:index    has every account write its entry in the desk's index, and its support codes, again
                    GUIDE_ORIGIN (http://localhost:8787) and SERVICE_KEY in the environment say where, and as whom`

if (process.argv.length > 2) {
  console.error(USAGE)
  process.exit(1)
}
const asked = await rewriteIndex(readGuide(process.env), (count) => process.stderr.write(`\r${count} asked`))
process.stderr.write('\n')
if (!asked.ok) {
  console.error(`${asked.error}\nThe same command once more begins again; nothing is lost.`)
  process.exit(1)
}
const whose = asked.value === 1 ? '1 account writes its entry' : `${asked.value} accounts write their entries`
console.log(`${whose} again within seconds.`)
