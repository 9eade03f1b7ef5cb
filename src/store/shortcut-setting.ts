/**
 * Whether the / key opens the search, in localStorage, for this origin only. A shortcut of a single character must be possible to
 * turn off, since speech input types characters (WCAG 2.2, 2.1.4).
 *
 * key       `guide.slash`
 * example   off
 * readers   the page script, the search
 * lifetime  until it is turned on again, which removes it; anything but `off` is read as on
 * sets      one for the device: it is about the person's keyboard, and says nothing of any account
 */
const KEY = 'guide.slash'

export interface ShortcutSetting {
  read(): boolean
  write(isOn: boolean): void
}

export const createShortcutSetting = (storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): ShortcutSetting => ({
  read: () => storage.getItem(KEY) !== 'off',
  write(isOn) {
    try {
      if (isOn) storage.removeItem(KEY)
      else storage.setItem(KEY, 'off')
    } catch {
      // Full or forbidden (DOMException): the shortcut stays as it is.
    }
  },
})
