/** Starts the desk: asks who is there, and reads the cards. */
import { render } from 'solid-js/web'
import type { DeskPerson } from '../../contract/desk.ts'
import { ask, readCards } from './ask.ts'
import { Desk } from './Desk.tsx'
import { FailureNote } from './Loaded.tsx'

const place = document.getElementById('desk')
if (place === null) throw new Error('the page has no place for the desk')

const [person, file] = await Promise.all([ask<DeskPerson>('me'), readCards()])
place.replaceChildren()
if (!person.ok) render(() => <FailureNote failure={person.error} />, place)
else if (!file.ok) render(() => <FailureNote failure={file.error} />, place)
else render(() => <Desk person={person.value} file={file.value} />, place)
