/** What people do on the three sites, in their own words: by the names of what they see. */
import { expect, type Page } from '@playwright/test'
import { GUIDE, MISTABLE, XERO, XERO_CONSENT } from './places.ts'

export type Person = 'Olivia Owner' | 'Theo Three' | 'Bea Bookkeeper' | 'Rita Readonly' | 'Noah Nobody'

/** From the dashboard of a business to the first page of the guide. */
export async function openXeroConnect(page: Page, business: 'Acme Telecom' | 'Riverbank Plumbing'): Promise<void> {
  await page.goto(`${MISTABLE}/`)
  await page.getByLabel('Account').selectOption(business)
  await page.getByRole('button', { name: 'Switch' }).click()
  const menu = page.getByRole('navigation', { name: 'Main' })
  await menu.getByRole('link', { name: 'Billing' }).click()
  await menu.getByRole('link', { name: 'Settings' }).click()
  await menu.getByRole('link', { name: 'Xero Connect' }).click()
  await page.getByRole('button', { name: 'Xero Connect' }).click()
  await switchIfAsked(page, business)
  await expect(page).toHaveURL(`${GUIDE}/`)
}

/** A browser that is setting up another account is asked first. */
export async function switchIfAsked(page: Page, name: string): Promise<void> {
  const asked = page.getByRole('button', { name: `Switch to ${name}` })
  const arrived = page.getByText(`miStable account: ${name}`)
  await expect(asked.or(arrived)).toBeVisible()
  if (await asked.isVisible()) await asked.click()
  await expect(arrived).toBeVisible()
}

/** From the start page to Xero's. */
export async function setOff(page: Page, answer = 'Yes, I use it'): Promise<void> {
  await page.getByRole('link', { name: /^(Start the guide|Start over)$/ }).click()
  await page.getByRole('navigation', { name: 'Choose one' }).getByRole('link', { name: 'I will' }).click()
  await page.waitForURL('**/connect/two-step/')
  await page.getByRole('navigation', { name: 'Choose one' }).getByRole('link', { name: answer }).click()
  await page.getByRole('button', { name: 'Log in to Xero' }).click()
}

/** Also enters the code, which the local Xero shows, when it is asked for. */
export async function logInToXero(page: Page, person: Person): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${XERO}/identity/user/login`))
  await page.getByRole('link', { name: person }).click()
  await page.getByRole('button', { name: 'Log in' }).click()
  const consent = page.getByRole('heading', { name: 'Allow miBilling to use your Xero data?' })
  const code = page.getByLabel('Six-digit code')
  await expect(consent.or(code)).toBeVisible()
  if (await code.isVisible()) {
    await code.fill((await page.getByRole('status', { name: 'Code now' }).textContent()) ?? '')
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await expect(consent).toBeVisible()
}

/** The browser is logged in to Xero already, so it went straight to the consent page. */
export async function continueAs(page: Page, person: Person): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${XERO_CONSENT}/\\?consentId=`))
  await expect(page.getByText(`Logged in as ${person}`)).toBeVisible()
}

export async function chooseCompany(page: Page, company: string): Promise<void> {
  await page.getByRole('radio', { name: company }).check()
  await page.getByRole('button', { name: 'Allow access' }).click()
}

/** Back in the guide: the press that confirms the account's first organisation. With scripts the button names it. */
export async function useOrganisation(page: Page, company: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Which organisation should miBilling use?' })).toBeVisible()
  await page
    .getByRole('button', { name: `Use ${company}` })
    .or(page.getByRole('button', { name: 'Use this organisation' }))
    .click()
  await page.waitForURL('**/connect/connected/')
}

/** A whole attempt from the start page, by a person who owns the company, with the press at its end where it came to that. */
export async function connect(page: Page, person: Person, company: string): Promise<void> {
  await setOff(page)
  await logInToXero(page, person)
  await chooseCompany(page, company)
  await page.waitForURL(`${GUIDE}/**`)
  if (new URL(page.url()).pathname === '/connect/organisation/') await useOrganisation(page, company)
}

export const expectConnectedTo = (page: Page, company: string): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name: `miBilling is connected to ${company}` })).toBeVisible()

/** The page "Your connection" after a reconnection. */
export async function expectReconnected(page: Page, company: string): Promise<void> {
  await expect(page).toHaveURL(`${GUIDE}/connection/`)
  await expect(page.getByText('Reconnected. Nothing else changed.')).toBeVisible()
  await expect(page.getByText(`the organisation ${company}, the account Wattle Cycles`)).toBeVisible()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
}

export async function expectProblem(page: Page, code: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${GUIDE}/problems/${code}/\\?ref=[0-9A-Z]{4}-[0-9A-Z]{4}(?:&goto=[^&]+)?$`))
  const ref = new URL(page.url()).searchParams.get('ref') ?? ''
  await expect(page.getByText(ref, { exact: true })).toBeVisible()
}

/** Back in miStable, where a press fetches from Xero with a token of the guide. */
export async function fetchInvoices(page: Page, company: string): Promise<void> {
  await page.getByRole('button', { name: 'Fetch invoices from Xero' }).click()
  await expect(page.getByRole('status').getByRole('heading', { name: `Invoices from ${company}` })).toBeVisible()
}
