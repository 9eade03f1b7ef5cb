export const STYLE = `
:root { color-scheme: light dark; --paper: #e9e9eb; --card: #fff; --ink: #1d1d20; --soft: #55555c; --line: #8b8b93; --fill: #3a3a42; --on-fill: #fff; --bad: #8f1d12 }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1b1e; --card: #29292d; --ink: #f0f0f2; --soft: #b7b7c0; --line: #7d7d87; --fill: #dcdce2; --on-fill: #1d1d20; --bad: #ffb4a8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, 'DejaVu Sans', sans-serif; overflow-wrap: anywhere }
header { padding: .6rem 1rem; background: var(--fill); color: var(--on-fill); text-align: center; font-weight: 600 }
main { max-width: 36rem; margin: 1.5rem auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line) }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.05rem }
p, ul { margin: 0 0 1rem }
.soft { color: var(--soft) }
.alert { padding: .6rem .8rem; border-left: 4px solid var(--bad); color: var(--bad); font-weight: 600 }
label { display: block; font-weight: 600 }
select, input:not([type=radio], [type=checkbox]) { display: block; width: 100%; margin: .25rem 0 1rem; padding: .6rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line) }
fieldset { margin: 0 0 1rem; padding: 0; border: 0 }
legend { margin-bottom: .5rem; padding: 0; font-weight: 600 }
.choice { display: flex; gap: .75rem; padding: .65rem .75rem; margin-bottom: .4rem; border: 1px solid var(--line); font-weight: 400 }
.choice input { flex: none; width: 1.2rem; height: 1.2rem; margin-top: .15rem; accent-color: var(--fill) }
.choice strong, .choice small { display: block }
.choice small { color: var(--soft); font-size: .875rem }
.choice.closed { border-style: dashed; color: var(--soft) }
.people { list-style: none; padding: 0 }
.people a { display: block; padding: .5rem .75rem; margin-bottom: .3rem; border: 1px solid var(--line); color: inherit; text-decoration: none }
.people a[aria-current] { border: 3px solid var(--fill) }
.people small { display: block; color: var(--soft) }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center }
button, .button { min-height: 44px; padding: .55rem 1.1rem; font: inherit; font-weight: 600; color: var(--on-fill); background: var(--fill); border: 2px solid var(--fill); cursor: pointer; text-decoration: none }
button.plain, .button.plain { color: inherit; background: none }
.row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding: .6rem 0; border-bottom: 1px solid var(--line) }
.who { display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: center; margin-bottom: 1rem }
.who button { min-height: 0; padding: .3rem .7rem }
form + form { margin-top: .6rem }
form + .soft { margin: .3rem 0 1rem }
summary { min-height: 44px; padding: .6rem 0; cursor: pointer }
dt { font-weight: 600 }
dd { margin: 0 0 .75rem }
.square-code { max-width: 15rem; margin: 0 0 1rem; background: #fff }
.square-code svg { display: block }
section, article { padding: .75rem; margin-bottom: 1rem; border: 1px solid var(--line) }
section h2, article h2 { margin-top: 0 }
nav { margin-bottom: 1rem; text-align: right }
nav summary { display: inline-flex; align-items: center; justify-content: center; min-width: 44px; padding: 0; color: var(--on-fill); background: var(--fill); border-radius: 50%; font-weight: 600 }
nav ul { list-style: none; padding: .5rem 0 0 }
nav li a { display: inline-block; padding: .4rem 0 }
output { font: 600 1.4rem ui-monospace, 'DejaVu Sans Mono', monospace; letter-spacing: .12em }
code { font-family: ui-monospace, 'DejaVu Sans Mono', monospace }
a { color: inherit }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
@media (max-width: 40rem) { main { margin: 0; border-width: 0 0 1px; padding: 1.25rem 1rem } .actions > * { width: 100%; text-align: center } }
`
