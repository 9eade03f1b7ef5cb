/** `npm run erase -- <account>`: disconnects an account and leaves nothing of its people. */
import { call, readGuide } from './call-guide.ts'

const USAGE = `npm run erase -- <account>    disconnects the account at Xero and erases all that is kept of it: comments, timeline, messages
                    GUIDE_ORIGIN (http://localhost:8787) and SERVICE_KEY in the environment say where, and as whom`

const [account, ...more] = process.argv.slice(2)
if (account === undefined || account === '' || more.length > 0) {
  console.error(USAGE)
  process.exit(1)
}
const erased = await call(readGuide(process.env), 'DELETE', `/v1/accounts/${encodeURIComponent(account)}?erase=true`)
if (!erased.ok) {
  console.error(`${erased.error}\nWhat was not done yet is done by the same command once more.`)
  process.exit(1)
}
console.log(`Nothing is kept of ${account} any more.`)
