/** Has every account write its entry in the index again. The accounts are those that the guide's register of keys names. */
import { type Result, succeed } from '../../src/contract/result.ts'
import type { Reindexed } from '../../src/contract/wire.ts'
import { call, type Guide } from './call-guide.ts'

/** @param progress gets the number of accounts asked so far @returns how many were asked; or, for people, why it stopped */
export async function rewriteIndex(guide: Guide, progress: (count: number) => void): Promise<Result<number, string>> {
  let count = 0
  for (let after: string | undefined; ; ) {
    const page = await call<Reindexed>(guide, 'POST', '/v1/index', after === undefined ? {} : { after })
    if (!page.ok) return page
    count += page.value.count
    progress(count)
    after = page.value.next
    if (after === undefined) return succeed(count)
  }
}
