import { now } from '../contract/clock.ts'
import { readAccount } from '../store/account-cookie.ts'
import { openStorage } from '../store/open-storage.ts'
import { createProgressStore, type ProgressStore } from '../store/progress-store.ts'

/** What this browser remembers, for the account that it acts for now. */
export const openProgressStore = (): ProgressStore => createProgressStore(openStorage(), now, () => readAccount(document.cookie))
