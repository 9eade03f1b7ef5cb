type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The browser's storage; an empty one where the browser forbids it, which it does by throwing. */
export function openStorage(): Kept {
  try {
    return localStorage
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  }
}
