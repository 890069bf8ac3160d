// Style of the pages made here; its hash stands in their Content-Security-Policy.
export const PAGE_STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --raised: #f6f7f9; --line: #dfe3e8; --text: #1b1f24; --faint: #57606a; --link: #0b57a4;
  --good: #0b6a3a; --read: #2f6f8f; --bad: #a4262c; --wait: #7a5200; --away: #5b4b8a; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --raised: #1c2024; --line: #343a41; --text: #e8ebef; --faint: #a3adb9; --link: #8ec2ff;
  --good: #6fd49b; --read: #86c8e6; --bad: #ff9a9e; --wait: #f2c572; --away: #bba9f0; } }
*, *::before { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.kind { font-weight: 600; color: var(--faint); margin: 0 0 0.25rem; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 600; margin: 0 0 0.75rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.25rem; margin: 0 0 1.5rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
.bar { display: block; width: 100%; height: 0.5rem; border-radius: 0.25rem; overflow: hidden; background: var(--line); margin: 0 0 1rem; }
.totals { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 0 0 1rem; padding: 0; }
.totals a { display: block; height: 100%; padding: 0.7rem 0.9rem; border: 1px solid var(--line); border-radius: 0.6rem; color: var(--text); text-decoration: none; font-size: 0.875rem; line-height: 1.35; }
.totals a:hover { background: var(--raised); }
.totals a[aria-current] { background: var(--raised); border-color: currentColor; }
.totals b { display: block; font-size: 1.4rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.recalled b, .status.recalled { color: var(--good); } .recalledRead b, .status.recalledRead { color: var(--read); }
.failed b, .status.failed { color: var(--bad); } .pending b, .status.pending { color: var(--wait); } .outside b, .status.outside { color: var(--away); }
rect.recalled { fill: var(--good); } rect.recalledRead { fill: var(--read); } rect.failed { fill: var(--bad); } rect.pending { fill: var(--wait); } rect.outside { fill: var(--away); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: 1.5rem; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
caption small { font-weight: 400; margin-left: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.65rem 0.8rem 0.65rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--faint); font-size: 0.875rem; font-weight: 600; }
tbody th { font-weight: 500; }
th:first-child { width: 30%; }
.status { font-weight: 500; }
.status::before { content: ""; display: inline-block; width: 0.55em; height: 0.55em; border-radius: 50%; background: currentColor; margin-right: 0.5em; }
.status.pending::before { background: none; border: 2px solid currentColor; }
.own { padding-left: 0.9rem; background: var(--raised); color: var(--faint); font-size: 0.925rem; }
.tag { display: inline-block; font-size: 0.75rem; font-weight: 500; font-style: normal; padding: 0 0.5em; border: 1px solid var(--line); border-radius: 1em; color: var(--faint); background: var(--page); }
tbody .tag { display: none; }
small, .note { color: var(--faint); }
small { font-size: 0.85rem; }
.note { max-width: 46rem; font-size: 0.925rem; }
.pages { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 1rem 0 0; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; color: var(--faint); }
details dl { margin-top: 0.75rem; font-size: 0.875rem; }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.4rem; }
  .totals { grid-template-columns: repeat(2, 1fr); gap: 0.5rem; }
  .report dl { grid-template-columns: 1fr; gap: 0; } .report dd { margin-bottom: 0.6rem; }
  .report table, .report caption, .report tbody, .report tr, .report tbody th, .report tbody td { display: block; width: auto; border: 0; padding: 0; }
  .report caption { padding: 0.5rem 0; }
  .report thead { display: none; }
  .report tr { padding: 0.8rem 0; border-bottom: 1px solid var(--line); }
  .report tbody .own { padding: 0.5rem 0.75rem; margin-top: 0.5rem; border-radius: 0.5rem; }
  .report tbody .own.nothing { display: none; }
  tbody .tag { display: inline-block; margin-right: 0.5em; }
}
`;
