// How a report looks: light and dark by the reader's choice, on paper, on a telephone. Colour never says it alone.

export const STYLE = `
:root { --ink: #1c2024; --soft: #5b6470; --line: #d5dae1; --paper: #fff; --panel: #f5f7f9;
  --good: #16692e; --bad: #b3261e; --warn: #7d5200; --note: #0b57a4; --goodbg: #e3f4e7; --badbg: #fde8e6; --warnbg: #fdf1d7; --notebg: #e5f0fb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #a0a9b4; --line: #3a424c; --paper: #14181c; --panel: #1d2329;
  --good: #7ddc97; --bad: #ff9b92; --warn: #f0c364; --note: #8fc2f7; --goodbg: #17301f; --badbg: #3d1d1b; --warnbg: #372b10; --notebg: #152a40; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; } h3 { font-size: 1rem; margin: 0; }
h4 { font-size: .9rem; margin: 1rem 0 .25rem; } p { margin: .35rem 0; }
a { color: var(--note); } .soft { color: var(--soft); }
.verdict { border: 2px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
.verdict strong { font-size: 1.6rem; display: block; line-height: 1.25; }
.verdict.good { border-color: var(--good); } .verdict.bad { border-color: var(--bad); } .verdict.warn { border-color: var(--warn); }
.good strong { color: var(--good); } .bad strong { color: var(--bad); } .warn strong { color: var(--warn); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; } td.num, th.num { text-align: right; } td.nowrap { white-space: nowrap; overflow-wrap: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; font-size: .9rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.mark { display: inline-block; padding: 0 .45rem; border-radius: .25rem; font: 600 .75rem/1.6 ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap; border: 1px solid currentColor; }
.ok { color: var(--good); background: var(--goodbg); } .failed { color: var(--bad); background: var(--badbg); } .non-strict { color: var(--warn); background: var(--warnbg); }
.informational { color: var(--note); background: var(--notebg); } .skipped, .none { color: var(--soft); background: var(--panel); }
.changed { outline: 2px solid var(--warn); outline-offset: -2px; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: 0 .9rem; } details[open] { padding-bottom: .8rem; }
summary { cursor: pointer; padding: .5rem 0; } summary h3 { display: inline; } details details { background: var(--panel); }
pre { font: .8rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--panel); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem; margin: .35rem 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; overflow-y: auto; }
details details pre { background: var(--paper); }
.inserted { border-left: 4px solid var(--note); } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } .pair > * { min-width: 0; }
.says { min-width: 12rem; } nav { display: flex; flex-wrap: wrap; gap: .25rem; } nav a { text-decoration: none; }
@media (max-width: 45rem) { body { padding: .9rem; } .pair { grid-template-columns: 1fr; gap: 0; } dl { grid-template-columns: 1fr; gap: 0; } dt { margin-top: .35rem; } th, td { padding: .3rem .35rem; } .narrow { display: none; } }
@media print { :root { --ink: #000; --soft: #444; --line: #999; --paper: #fff; --panel: #fff; --good: #064; --bad: #900; --warn: #640; --note: #036; --goodbg: #fff; --badbg: #fff; --warnbg: #fff; --notebg: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; } pre { max-height: none; font-size: 7.5pt; } a { color: inherit; text-decoration: none; } details { break-inside: auto; } summary, h2, h3, h4 { break-after: avoid; } tr, .verdict { break-inside: avoid; } .scroll { overflow: visible; } }
`;
