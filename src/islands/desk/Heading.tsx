/** The heading of a view: takes the focus, so that the keyboard and the screen reader go on from there. */
import { type JSX, onMount } from 'solid-js'
import { useDesk } from './desk-context.ts'

export function Heading(props: { readonly children: string }): JSX.Element {
  const { announce, isFocusMoving } = useDesk()
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    if (!isFocusMoving()) return
    announce(props.children)
    heading?.focus()
    scrollTo(0, 0)
  })
  return (
    <h1 ref={(made) => (heading = made)} tabindex="-1">
      {props.children}
    </h1>
  )
}
