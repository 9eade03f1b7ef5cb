import { expect, test } from '../journey.ts'
import { findViolations } from '../site/axe.ts'

test.describe('who must use two-step authentication', () => {
  for (const { australian, asked, answer, reason } of [
    {
      australian: 'Yes, at least one',
      asked: 'No, never',
      answer: 'a rule of the tax office',
      reason: 'Australian Taxation Office',
    },
    { australian: 'No, none of them', asked: 'No, never', answer: 'Xero requires it of everyone', reason: 'every customer' },
    { australian: 'I’m not sure', asked: 'No, never', answer: 'Xero requires it of everyone', reason: 'every customer' },
    {
      australian: 'Yes, at least one',
      asked: 'Yes, with this login',
      answer: 'You have it already',
      reason: 'can’t be turned off',
    },
  ]) {
    test(`two questions: ${australian}; ${asked}`, async ({ page }) => {
      await page.goto('/connect/two-step/')
      await page.getByText('What is it, and why does Xero ask?').click()
      await page.getByRole('link', { name: 'Two questions' }).click()
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('link', { name: australian }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Has Xero ever asked' })).toBeVisible()
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('link', { name: asked }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText(answer)
      await expect(page.getByRole('main')).toContainText(reason)
      expect(await findViolations(page)).toEqual([])
      // Who isn’t sure may well be covered by the rule.
      if (australian.startsWith('I’m')) await expect(page.getByRole('main')).not.toContainText('isn’t a rule')
      if (asked.startsWith('No')) await expect(page.getByRole('link', { name: /Xero’s (?:announcement|questions)/ })).toBeVisible()
    })
  }
})
