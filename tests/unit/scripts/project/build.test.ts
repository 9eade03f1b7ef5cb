import { describe, expect, it } from 'vitest'
import { withTypedAddresses } from '../../../../scripts/project/build.ts'

describe('the redirects of a build', () => {
  it('lead from files as from pages, and from pages without the last slash', () => {
    const lines = [
      '/connect/firm/           /connect/company/          301',
      '/connect/firm/index.md/  /connect/company/index.md  301',
    ]
    expect(
      withTypedAddresses(lines.join('\n'))
        .split('\n')
        .map((line) => line.split(/ +/)),
    ).toEqual([
      ['/connect/firm/', '/connect/company/', '301'],
      ['/connect/firm', '/connect/company/', '301'],
      ['/connect/firm/index.md', '/connect/company/index.md', '301'],
    ])
  })
})
