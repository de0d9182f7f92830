/** The style of the payment page: system fonts, light and dark, nothing loaded from anywhere. */
export const payStyle = `
:root { color-scheme: light dark; --ink: #16181d; --quiet: #5a6170; --card: #fff; --back: #eef0f4; --line: #dfe3ea;
  --act: #1f4fd8; --act-ink: #fff; --good: #16703c; --bad: #a3261b; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f4f8; --quiet: #a5adbd; --card: #1b1e25; --back: #101216;
  --line: #333946; --act: #8fb0ff; --act-ink: #0b1020; --good: #6fd89b; --bad: #ff9c90; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--back);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(26rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 1rem; box-shadow: 0 1.25rem 3rem -1.5rem rgb(0 0 0 / 35%); }
.shop { margin: 0; color: var(--quiet); font-weight: 600; letter-spacing: 0.02em; }
h1 { margin: 0.25rem 0 1.5rem; font-size: 1.5rem; line-height: 1.25; }
dl { margin: 0 0 1.5rem; padding: 1rem 0; border-block: 1px solid var(--line); }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: 0.25rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.total { font-size: 1.25rem; font-weight: 700; }
.total dt { color: inherit; }
form { display: grid; gap: 0.75rem; }
button, a.button { display: block; width: 100%; min-height: 3rem; padding: 0.75rem 1rem; border-radius: 0.75rem;
  border: 1px solid var(--line); background: transparent; color: inherit; font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; cursor: pointer; }
button.act, a.button { border-color: transparent; background: var(--act); color: var(--act-ink); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 3px; }
.note { margin: 1.25rem 0 0; color: var(--quiet); font-size: 0.875rem; text-align: center; }
.good { color: var(--good); }
.bad { color: var(--bad); }
`;
