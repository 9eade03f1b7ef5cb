import { describe, expect, it } from 'vitest'
import { joinFullWidthLines } from '../../src/guide/line-breaks.ts'

describe('sentences written one a line', () => {
  it.each([
    ['名称是灰色的？\n要么您的角色不是 Standard。', '名称是灰色的？要么您的角色不是 Standard。'],
    ['点击<strong>继续。</strong>\n然后', '点击<strong>继续。</strong>然后'],
    ['One sentence.\nAnother.', 'One sentence.\nAnother.'],
    ['第一步。\n</li>', '第一步。\n</li>'],
    ['<p>一。</p>\n<p>二。</p>', '<p>一。</p>\n<p>二。</p>'],
    ['1. 一。\n2. 二。', '1. 一。\n2. 二。'],
  ])('%j read on as %j', (written, read) => {
    expect(joinFullWidthLines(written)).toBe(read)
  })
})
