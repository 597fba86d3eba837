import { papers } from './html-text.ts'

/** The style of every page: the values of the conversation window, for light and dark surroundings. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --font: 'Segoe UI Variable Text', 'Segoe UI', 'Selawik', system-ui, -apple-system, 'Noto Sans', 'Liberation Sans', sans-serif;
  --page: #f5f8fc; --paper: ${papers.light}; --text: #16202e; --quiet: #54647a; --heading: #24508a; --link: #1a5fb4;
  --line: #d5dfeb; --accent: #1f66c1;
  --danger: #b3261e; --danger-surface: #fdecea; --danger-line: #e6a9a4;
  --caution: #7a4a00; --caution-surface: #fff4dc; --caution-line: #e3c37d;
  --sky: linear-gradient(115deg, #cfe6fa, #e3e9fb 55%, #f6e8f3);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161e; --paper: ${papers.dark}; --text: #e8edf5; --quiet: #a3b1c4; --heading: #a8cdf8; --link: #8dbcff;
    --line: #303a4a; --accent: #78b2ff;
    --danger: #ffb4a9; --danger-surface: #47201f; --danger-line: #8a4440;
    --caution: #f5cf8a; --caution-surface: #3a2e17; --caution-line: #75602f;
    --sky: linear-gradient(115deg, #18375a, #232a52 55%, #3a2748);
  }
}
*, ::before, ::after { box-sizing: border-box }
body {
  max-inline-size: 52rem; margin: 0 auto; padding: 1rem;
  font: 400 0.875rem/1.4 var(--font); color: var(--text); background: var(--page); overflow-wrap: anywhere;
}
h1, h2, p, ul { margin: 0; padding: 0; font: inherit }
ul { list-style: none }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em }
a:hover { text-decoration-thickness: 2px }
header { padding: 1rem 1.25rem; background: var(--sky); border: 1px solid var(--line); border-radius: 1rem 1rem 0 0 }
.people { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem }
.people h1 { font-size: 1.25rem; font-weight: 600; color: var(--heading) }
.people .address, .facts { color: var(--text); font-size: 0.8125rem }
.facts { margin-block-start: 0.375rem }
main { padding: 0.75rem 1rem 1.25rem; background: var(--paper); border: 1px solid var(--line); border-block-start: 0; border-radius: 0 0 1rem 1rem }
footer { padding: 0.75rem; text-align: center; font-size: 0.75rem; color: var(--quiet) }
section { margin-block-end: 0.5rem }
.head { font-size: 0.8125rem; color: var(--heading) }
.mine > .head, .head > time { color: var(--quiet) }
.line { position: relative; padding-inline-start: 0.875rem }
.line::before {
  content: ''; position: absolute; inset-block-start: 0.65em; inset-inline-start: 0.25rem;
  inline-size: 0.25rem; block-size: 0.25rem; border-radius: 50%; background: var(--accent);
}
.mine > .line::before { background: var(--quiet) }
.text { font-size: 0.9375rem; line-height: 1.45; white-space: pre-wrap; unicode-bidi: isolate }
.note { margin-block: 0.125rem 0.375rem; padding: 0.25rem 0.5rem; font-size: 0.8125rem; border: 1px solid; border-radius: 0.375rem; inline-size: fit-content }
.failed { color: var(--danger); background: var(--danger-surface); border-color: var(--danger-line) }
.uncertain, .sending, .waiting { color: var(--caution); background: var(--caution-surface); border-color: var(--caution-line) }
.stored { padding: 0; color: var(--quiet); border: 0; font-style: italic }
.event { margin: 0.625rem 1rem; padding-block: 0.25rem; font-size: 0.8125rem; text-align: center; color: var(--quiet); border-block: 1px solid var(--line) }
.event .note { margin-inline: auto }
.nudge { color: var(--heading); border-color: var(--accent) }
.action { font-style: italic; border: 0; white-space: pre-wrap }
.day { display: flex; align-items: center; gap: 0.75rem; margin-block: 1rem 0.5rem; font-size: 0.75rem; color: var(--quiet) }
.day:first-child { margin-block-start: 0 }
.day::before, .day::after { content: ''; flex: 1; block-size: 1px; background: var(--line) }
.emoticon { margin-inline: 0.06em; padding: 0.15em 0.725em; background: center/contain no-repeat; white-space: nowrap }
.emoticon > span { font-size: 0 }
.index { display: grid; gap: 0.125rem }
.index a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0.5rem 0.75rem; border-radius: 0.5rem; color: inherit; text-decoration: none }
.index a:hover, .index a:focus-visible { background: var(--page) }
.index strong { font-weight: 600; color: var(--heading) }
.index .small { font-size: 0.8125rem; color: var(--quiet) }
@media (max-width: 30rem) {
  body { padding: 0 }
  header, main { border-inline: 0; border-radius: 0 }
  .event { margin-inline: 0 }
  .index a { grid-template-columns: 1fr }
}
@media print {
  body { max-inline-size: none; padding: 0; background: none }
  section, .event { break-inside: avoid }
}
`
