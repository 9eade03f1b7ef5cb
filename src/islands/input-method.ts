/**
 * Whether a key belongs to an input method that is still composing, such as the Enter that takes a Chinese word. Safari ends the
 * composition before it tells of that Enter: `isComposing` is false by then, and only the key code 229 is left to tell.
 *
 * @see https://bugs.webkit.org/show_bug.cgi?id=165004
 */
export const isForInputMethod = ({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  isComposing || keyCode === 229
