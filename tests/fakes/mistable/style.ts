/** The look of a made-up billing product: slate and indigo, so that nobody takes it for the guide or for Xero. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f4f8; --card: #fff; --ink: #1b2033; --soft: #565d73; --line: #d7dae4;
  --side: #232a45; --side-ink: #e6e9f5; --side-on: #3b4573; --accent: #3d4fc4; --on-accent: #fff;
  --good: #0f6b3d; --good-tint: #e5f4ec; --warn: #8a4b00; --warn-tint: #fdf0dc; --bad: #a0202c; --bad-tint: #fdebec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12141d; --card: #1c2030; --ink: #e9ebf4; --soft: #a9b0c6; --line: #363c54;
    --side: #0c0e16; --side-ink: #dfe3f2; --side-on: #2e3659; --accent: #aab6ff; --on-accent: #10142e;
    --good: #7fd9a8; --good-tint: #12301f; --warn: #f2bd75; --warn-tint: #38260d; --bad: #ff9ea6; --bad-tint: #3d161a;
  }
}
* { box-sizing: border-box; margin: 0 }
body { background: var(--page); color: var(--ink); font: 16px/1.5 "Segoe UI", Cantarell, "Noto Sans", "DejaVu Sans", sans-serif }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
main:focus { outline: none }
.skip { position: absolute; left: -99rem; &:focus { left: .5rem; top: .5rem; background: var(--card); padding: .5rem 1rem; z-index: 1 } }
.local { background: #f6d860; color: #2b2400; padding: .25rem 1.25rem; font-size: .875rem }
.shell { display: grid; grid-template-columns: 14rem minmax(0, 1fr); min-height: calc(100vh - 1.9rem) }
.side { background: var(--side); color: var(--side-ink); padding: 1.25rem 1rem;
  ul { list-style: none; padding: 0 }
  a { display: flex; align-items: center; min-height: 44px; padding: 0 .75rem; border-radius: 8px; color: inherit; text-decoration: none }
  a:hover { text-decoration: underline }
  a[aria-current] { background: var(--side-on); font-weight: 600 }
  :focus-visible { outline-color: #fff }
  .under { padding-left: 1rem } .deep { padding-left: 2rem }
}
.brand { display: flex; gap: .6rem; align-items: center; font-size: 1.25rem; font-weight: 700; margin-bottom: 1rem }
.mark { width: 1.4rem; height: 1.4rem; border-radius: 6px; background: linear-gradient(135deg, #8f9dff 50%, #f6d860 50%) }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between;
  padding: .75rem 2rem; background: var(--card); border-bottom: 1px solid var(--line); font-size: .9375rem;
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
}
main { padding: 1.75rem 2rem 3rem; max-width: 60rem; display: grid; gap: 1.25rem }
h1 { font-size: 1.7rem; line-height: 1.2 } h2 { font-size: 1.15rem; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center }
.lead, .soft { color: var(--soft) }
.card, .figures > div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.5rem; display: grid; gap: .6rem }
.card.good { border-left: 6px solid var(--good) } .card.bad { border-left: 6px solid var(--bad) }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem;
  dt { color: var(--soft) } dd { font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums }
}
.rows div { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: .25rem 1rem; padding: .5rem 0; border-top: 1px solid var(--line) }
.rows dt { color: var(--soft) } .rows dd { overflow-wrap: anywhere }
.state { font-size: .875rem; padding: .15rem .7rem; border-radius: 99px; border: 1px solid; background: var(--page); color: var(--soft);
  &.connected { background: var(--good-tint); color: var(--good) }
  &.choose-organisation { background: var(--warn-tint); color: var(--warn) }
  &.reconnect-required { background: var(--bad-tint); color: var(--bad) }
}
.banner { background: var(--card); border: 1px solid var(--accent); border-left-width: 6px; border-radius: 8px; padding: .75rem 1.25rem; font-weight: 600;
  &.bad { border-color: var(--bad); background: var(--bad-tint) } }
.ref { font-size: 1.25rem; letter-spacing: .06em; color: var(--ink) }
.actions { display: flex; flex-wrap: wrap; gap: .75rem }
button, select { font: inherit; color: inherit; min-height: 44px; padding: 0 1.1rem; border-radius: 8px; border: 1px solid var(--soft); background: var(--card) }
button { cursor: pointer; font-weight: 600; padding-block: .4rem; line-height: 1.3 }
button.danger { color: var(--bad); border-color: var(--bad) }
input { font: inherit; color: inherit; min-height: 44px; padding: 0 .6rem; border-radius: 8px; border: 1px solid var(--soft); background: var(--card); min-width: 0 }
.fields { display: flex; flex-wrap: wrap; gap: .6rem .75rem; align-items: center; input { flex: 1 1 14rem } }
.words { font-size: 1.125rem; font-weight: 600 }
.findings { padding-left: 1.2rem; display: grid; gap: .4rem }
.links { list-style: none; padding: 0;
  li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding: .6rem 0; border-top: 1px solid var(--line) }
  .soft { display: block } }
.message { white-space: pre-wrap; overflow-wrap: anywhere; font: .9375rem/1.5 ui-monospace, monospace; background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem }
button.main { background: var(--accent); color: var(--on-accent); border-color: var(--accent) }
select { padding: 0 .6rem; max-width: 100% }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .6rem .75rem .6rem 0; border-top: 1px solid var(--line); font-weight: 400; white-space: nowrap; &.wrap { white-space: normal } }
td code { font-size: .8125rem }
thead th { border: 0; color: var(--soft) } .sum { text-align: right; padding-right: 0 }
@media (max-width: 46rem) {
  .shell { display: block }
  .side { padding: .75rem 1rem; .brand { margin: 0 }
    ul { display: flex; flex-wrap: wrap; gap: .25rem } li.under, li.deep { padding: 0 } }
  .bar, main { padding-left: 1rem; padding-right: 1rem }
  .rows div { grid-template-columns: minmax(0, 1fr) }
  .actions, .actions form, .actions button, .card button.main { width: 100% }
  .fields { display: grid; label { margin-bottom: -.4rem } }
}
`
