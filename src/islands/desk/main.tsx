/** Starts the desk: asks who is there, and reads the cards. */
import { render } from 'solid-js/web'
import type { DeskPerson } from '../../contract/desk.ts'
import type { DeskFile } from '../../contract/desk-cards.ts'
import { ask } from './ask.ts'
import { Desk } from './Desk.tsx'
import { FailureNote } from './Loaded.tsx'

const place = document.getElementById('desk')
if (place === null) throw new Error('the page has no place for the desk')

const [person, cards] = await Promise.all([ask<DeskPerson>('me'), fetch('/desk/cards.json')])
place.replaceChildren()
if (person.ok) {
  const file = (await cards.json()) as DeskFile
  render(() => <Desk person={person.value} file={file} />, place)
} else {
  render(() => <FailureNote failure={person.error} />, place)
}
