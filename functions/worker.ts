import { app } from './app.ts'

export { Account } from './account/account.ts'
export { Grant } from './grant/grant.ts'

export default app
