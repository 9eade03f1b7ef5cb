type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The browser's storage, of the device or of the tab; an empty one where the browser forbids it, which it does by throwing. */
export function openStorage(of: 'localStorage' | 'sessionStorage' = 'localStorage'): Kept {
  try {
    return window[of]
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  }
}
