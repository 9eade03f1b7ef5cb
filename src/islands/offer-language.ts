import { takeOffer } from '../store/language-offer.ts'
import { openStorage } from '../store/open-storage.ts'

/** Shows the line that offers the page in the browser's own language, once. */
export function offerLanguage(): void {
  const offers = [...document.querySelectorAll<HTMLElement>('[data-language-offer]')]
  if (offers.length === 0) return
  const locale = takeOffer(openStorage(), navigator.languages, document.documentElement.lang)
  const offer = offers.find((each) => each.dataset['languageOffer'] === locale)
  if (offer === undefined) return
  offer.hidden = false
  offer.querySelector('button')?.addEventListener('click', () => {
    offer.hidden = true
  })
}
