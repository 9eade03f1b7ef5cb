import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openLocal } from '../../scripts/serve/databases.ts'
import { expect, test } from './journey.ts'
import { stateDir } from './places.ts'
import { runCommand } from './running.ts'

const STEP = '/connect/dashboard/'
const COMMENTS = '/comments/connect/dashboard/'

/** Readers' words outlive a test; every test begins without. */
test.beforeEach(async () => {
  const { query, close } = await openLocal(stateDir(), 'FEEDBACK')
  await query('DELETE FROM comments')
  await query('DELETE FROM signals')
  await close()
})

const countedBy = async (): Promise<string[]> => {
  const { query, close } = await openLocal(stateDir(), 'FEEDBACK')
  const rows = await query('SELECT page, locale, kind, count FROM signals ORDER BY page, kind')
  await close()
  return rows.map(({ page, locale, kind, count }) => `${page} ${locale} ${kind} ${count}`)
}

async function desk(...words: string[]): Promise<string> {
  const command = runCommand('comments', { STATE_DIR: stateDir() }, words)
  await command.ended
  return command.output()
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' '))}`)).toEqual([])
  }
}

async function writeComment(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your comment').fill(text)
  await page.getByRole('button', { name: 'Send the comment' }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('one tap says that a screen looks different, and shows where help is', async ({ page }) => {
      await page.goto(STEP)
      await page.getByRole('button', { name: 'Mine looks different' }).click()
      await expect(page.getByRole('link', { name: 'When your screen looks different' })).toBeVisible()
      await expect(page).toHaveURL(javaScriptEnabled ? STEP : `${STEP}#noted-different`)
      if (javaScriptEnabled) await page.getByRole('button', { name: 'Mine looks different' }).click()
      expect(await countedBy()).toEqual([`${STEP} en different 1`])
      await expectAccessibleWhere(javaScriptEnabled, page)
    })

    test('one tap says whether a page helped, on a step and on a problem page with its support code', async ({ page }) => {
      await page.goto(STEP)
      await page.getByRole('group', { name: 'Helpful?' }).getByRole('button', { name: 'Yes' }).click()
      await expect(page.getByText('Thank you for telling us.').locator('visible=true')).toHaveCount(1)
      await page.goto('/problems/cancelled/?ref=7KQ2-M4XP')
      await page.getByRole('group', { name: 'Helpful?' }).getByRole('button', { name: 'No' }).click()
      await expect(page.getByText('If you’re stuck').locator('visible=true')).toHaveCount(1)
      await expect(page.getByText('7KQ2-M4XP', { exact: true })).toBeVisible()
      expect(await countedBy()).toEqual([`${STEP} en helpful 1`, '/problems/cancelled/ en unhelpful 1'])
    })

    test('a person from miStable leaves a comment, and all can read it once the desk has', async ({ page, visit, browser }) => {
      await visit(page, { user: 'Olivia Owner' })
      await page.goto(COMMENTS)
      await expect(page.getByLabel('Name to show')).toHaveValue('Olivia')
      await expectAccessibleWhere(javaScriptEnabled, page)
      const text = 'It worked!\n<b>Thanks</b>'
      await writeComment(page, text)
      await expect(page.getByText('We read your comment first').locator('visible=true')).toHaveCount(1)
      await page.goto(COMMENTS)
      await expect(page.getByText('0 comments')).toBeVisible()

      const number = /(\d+) {2}waiting/.exec(await desk('list'))?.[1] ?? ''
      expect(await desk('approve', number)).toContain('Approved.')
      expect(await desk('reply', number, 'Glad it did.')).toContain('Replied.')
      const elsewhere = await browser.newContext({ javaScriptEnabled })
      const stranger = await elsewhere.newPage()
      await stranger.goto(COMMENTS)
      await expect(stranger.getByText('1 comment', { exact: true })).toBeVisible()
      await expect(stranger.getByText(text)).toBeVisible()
      await expect(stranger.getByText('Glad it did.')).toBeVisible()
      await expect(stranger.getByText('To leave a comment, open this guide from miStable first.')).toBeVisible()
      await expectAccessibleWhere(javaScriptEnabled, stranger)
      expect(await desk('remove', number)).toContain('Removed.')
      await stranger.reload()
      await expect(stranger.getByText('0 comments')).toBeVisible()
      await stranger.getByRole('link', { name: 'Back to the step' }).click()
      await expect(stranger).toHaveURL(STEP)
      await elsewhere.close()
    })
  })
}

/** axe itself is a script. */
const expectAccessibleWhere = async (scripts: boolean, page: Page): Promise<void> => {
  if (scripts) await expectAccessible(page)
}

test('a step says how many comments it has, and leads to the page where people from miStable write one', async ({
  page,
  visit,
}) => {
  await page.goto(STEP)
  await page.getByRole('link', { name: /comments/ }).scrollIntoViewIfNeeded()
  await expect(page.getByRole('link', { name: '0 comments' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: '0 comments' }).click()
  await expect(page.getByText('To leave a comment, open this guide from miStable first.')).toBeVisible()
  await visit(page)
  await page.goto(COMMENTS)
  await expect(page.getByLabel('Your comment')).toBeVisible()
})

test('words that could not be taken stay in the form', async ({ page, visit }) => {
  await visit(page)
  await page.goto(COMMENTS)
  await page.getByLabel('Name to show').fill('Olivia')
  await writeComment(page, 'First')
  await expect(page.getByLabel('Your comment')).toHaveValue('')
  await writeComment(page, 'Second')
  await expect(page.getByRole('status').filter({ hasText: 'One comment a minute' })).toBeVisible()
  await expect(page.getByLabel('Your comment')).toHaveValue('Second')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Send the comment' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Your visit has ended' })).toBeVisible()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Send the comment' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'couldn’t be sent' })).toBeVisible()
})
