"""The debrief page's own style, on top of the common one: panels side by side on a screen, one below the other on paper."""

STYLE = """
main { max-width: 1328px; padding-top: 20px; }
h1 { font-size: 26px; } h2 { font-size: 20px; margin-top: 32px; } h3 { font-size: 16px; margin: 0 0 10px; }
.top { display: grid; grid-template-columns: auto 1fr 300px; gap: 8px 24px; align-items: center; background: var(--panel);
  border: 1px solid var(--line); border-radius: 6px; padding: 14px 20px; }
.total { font-size: 52px; font-weight: 700; color: var(--seoul); line-height: 1; }
.top strong { font-size: 18px; } .top p { margin: 2px 0 0; } .top svg { display: block; width: 100%; }
.pillars { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 6px 28px; border-top: 1px solid var(--line); padding-top: 8px; }
.pillars b { font-size: 18px; } .weak { text-decoration: underline; text-decoration-thickness: 3px; text-underline-offset: 4px; }
.three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px; margin-top: 16px; align-items: start; }
.two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; align-items: start; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 16px; break-inside: avoid; }
.panel svg { display: block; width: 100%; height: auto; font-family: inherit; }
.panel > svg + svg { margin-top: 14px; }
.note { color: var(--muted); font-size: 14px; margin: 10px 0 0; line-height: 1.4; }
.point { border-top: 1px solid var(--line); padding: 12px 0 14px; break-inside: avoid; }
.point:first-of-type { border-top: 0; padding-top: 0; }
.point .head { display: flex; justify-content: space-between; gap: 12px; } .point p { margin: 0; line-height: 1.35; }
.turn { color: var(--seoul); font-weight: 700; }
.big { text-align: right; font-size: 24px; font-weight: 700; line-height: 1; }
.big small { font-size: 14px; font-weight: 600; color: inherit; }
.missed { color: var(--beijing); } .won { color: var(--autonomy); }
.story td { font-size: 14px; } .story ul { margin: 0; padding: 0; list-style: none; }
.story li { margin: 0 0 3px; padding-left: 18px; text-indent: -18px; }
.story svg { width: 12px; height: 12px; margin-right: 6px; vertical-align: -1px; display: inline; }
.story table { table-layout: fixed; } .story th:nth-child(1) { width: 7%; } .story th:nth-child(2) { width: 40%; }
.story th:nth-child(3) { width: 27%; } .story th:nth-child(5) { width: 7%; }
.story td:first-child { white-space: nowrap; }
ol.ask { font-size: 19px; line-height: 1.45; padding-left: 28px; } ol.ask li { margin-bottom: 14px; }
details { margin: 10px 0; } summary { cursor: pointer; font-weight: 600; } .sub td:first-child { padding-left: 28px; }
ul.books { font-size: 14px; padding-left: 20px; } ul.books a { color: var(--washington); overflow-wrap: anywhere; }
.unsure { border: 2px solid var(--beijing); padding: 10px 14px; border-radius: 6px; background: var(--panel); }
@media (max-width: 1000px) { .three, .two { grid-template-columns: 1fr; } .top { grid-template-columns: auto 1fr; } }
@media print {
  .three { grid-template-columns: repeat(2, minmax(0, 1fr)); } .three > .wide { grid-column: 1 / -1; overflow: visible; }
  .two { grid-template-columns: repeat(2, minmax(0, 1fr)); } .top { grid-template-columns: auto 1fr 200px; }
  .points { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 16px; } .point { border: 0; padding: 0; }
  .top { padding: 6px 14px; gap: 2px 16px; } .total { font-size: 40px; } .pillars { padding-top: 4px; }
  .three { gap: 10px; margin-top: 10px; }
  .path svg:first-of-type { width: 84%; margin: 0 auto; } h3 { font-size: 13px; margin: 0 0 6px; } .point p { font-size: 11px; }
  .big { font-size: 18px; } .big small { font-size: 11px; } main > section:first-child { break-after: page; }
  .note, .story td, ul.books { font-size: 10px; } .panel { padding: 10px; } h1 { font-size: 22px; }
  h2 { font-size: 16px; margin-top: 18px; }
  ol.ask { font-size: 14px; } .screen { display: none; } a { color: inherit; text-decoration: none; }
}
"""
