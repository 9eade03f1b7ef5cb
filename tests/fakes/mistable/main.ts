/** The local miStable by itself: PORT (8789), GUIDE_ORIGIN, XERO_API_ORIGIN, SERVICE_KEY and WEBHOOK_SECRET may be set in the environment. */
import { startMistable } from './server.ts'

const {
  PORT = '8789',
  GUIDE_ORIGIN = 'http://localhost:8787',
  XERO_API_ORIGIN = 'http://localhost:8792',
  SERVICE_KEY,
  WEBHOOK_SECRET,
} = process.env
const mistable = await startMistable({
  port: Number(PORT),
  guideOrigin: GUIDE_ORIGIN,
  xeroApiOrigin: XERO_API_ORIGIN,
  ...(SERVICE_KEY === undefined ? {} : { serviceKey: SERVICE_KEY }),
  ...(WEBHOOK_SECRET === undefined ? {} : { webhookSecret: WEBHOOK_SECRET }),
})
console.log(`Local miStable: ${mistable.origin}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mistable.close())
