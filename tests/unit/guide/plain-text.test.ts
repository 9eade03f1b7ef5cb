import { expect, it } from 'vitest'
import { plainText } from '../../../src/guide/plain-text.ts'

it.each([
  ['1. Press **Account**.\n2. See [the list](/problems/).', 'Press Account. See the list.'],
  ['## Lost your phone {#lost-phone}\n\n- `one`\n- two', 'Lost your phone one two'],
  ['3. 打开**设置**', '打开设置'],
  ['## 之后\n\n1. 点击**继续。**\n然后稍等。\n2. 关闭。', '之后 点击继续。然后稍等。 关闭。'],
])('takes the marks off %j', (markdown, text) => {
  expect(plainText(markdown)).toBe(text)
})
