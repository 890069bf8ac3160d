// Style of the report page; its hash stands in the page's Content-Security-Policy.
export const REPORT_STYLE = `
:root { color-scheme: light dark; --line: #d0d4da; --soft: #f3f5f8; --text: #1b1f24; --faint: #5a6470; --good: #0b6a3a; --bad: #a4262c; --wait: #7a5200; --page: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --soft: #20252b; --text: #e8ebef; --faint: #a3adb9; --good: #6fd49b; --bad: #ff9a9e; --wait: #f2c572; --page: #14171a; } }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; font-weight: 600; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.25rem; margin: 0 0 1rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th:first-child { width: 28%; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.6rem 0.8rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid var(--line); }
tbody th { font-weight: 500; }
.own { background: var(--soft); border-left: 3px solid var(--line); font-style: italic; }
.status { font-weight: 500; }
.recalled, .recalledRead { color: var(--good); }
.outside, .failed { color: var(--bad); }
.pending { color: var(--wait); }
small, .note { color: var(--faint); }
details { margin-top: 1.5rem; }
summary { cursor: pointer; }
`;
