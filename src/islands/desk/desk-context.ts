/** What every part of the desk works with. */
import { createContext, useContext } from 'solid-js'
import type { DeskPerson } from '../../contract/desk.ts'
import type { DeskFile } from '../../contract/desk-cards.ts'

export interface Desk {
  readonly person: DeskPerson
  readonly file: DeskFile
  /** Says it to whoever can't see it. */
  readonly announce: (text: string) => void
  /** Not for the view that the page opens with while the box is waiting. */
  readonly isFocusMoving: () => boolean
}

export const DeskContext = createContext<Desk>()

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === undefined) throw new Error('this part stands outside the desk')
  return desk
}

export const mayAct = ({ person }: Desk): boolean => person.roles.includes('act')

export const nowSeconds = (): number => Math.floor(Date.now() / 1000)
