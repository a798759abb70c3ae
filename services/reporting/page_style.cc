// The style of page.h: print first, phone first, nothing from elsewhere.
#include "services/reporting/page.h"

namespace tijdig::reporting {

std::string_view page_style() {
  return R"css(:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #c9d1d9; --bar: #154273; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 0.5rem; top: 0.5rem; padding: 0.5rem 1rem; background: #fff; }
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 4px solid var(--bar); }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
p { max-width: 42rem; }
nav ul { columns: 18rem; column-gap: 3rem; padding-left: 1.2rem; }
a { color: #0b57a4; }
a:focus, [tabindex]:focus { outline: 3px solid #b35900; outline-offset: 2px; }
.note, caption span { color: var(--soft); font-size: 0.9rem; font-weight: 400; }
.funnel { list-style: none; padding: 0; max-width: 42rem; }
.funnel li { margin: 0 0 0.75rem; }
.funnel .step { display: flex; justify-content: space-between; gap: 1rem; }
.funnel b { font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { display: block; width: 100%; height: 0.75rem; background: #eef1f4; fill: var(--bar); }
.scroll { overflow-x: auto; margin: 1.5rem 0 2.5rem; }
table { border-collapse: collapse; min-width: min(100%, 26rem); font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
caption span { display: block; }
th, td { padding: 0.3rem 0 0.3rem 0.75rem; border-bottom: 1px solid var(--line); text-align: right; }
th { font-weight: 600; }
tbody th { font-weight: 400; }
th:first-child { text-align: left; padding-left: 0; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--ink); }
tr.total > * { font-weight: 600; border-top: 2px solid var(--ink); }
@media print {
  body { font-size: 9pt; }
  nav, .skip { display: none; }
  .scroll { overflow: visible; break-inside: avoid; }
  .bar { print-color-adjust: exact; }
}
)css";
}

}  // namespace tijdig::reporting
