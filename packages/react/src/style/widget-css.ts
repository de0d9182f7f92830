// A table of styles: how the widget looks, in a page and in a shadow root.

const dark = `
    --ff-accent: var(--fanfare-accent, #a5a0ff);
    --ff-accent-text: var(--fanfare-accent-text, #14112a);
    --ff-background: var(--fanfare-background, #1b1922);
    --ff-text: var(--fanfare-text, #f3f1f8);
    --ff-muted: var(--fanfare-muted-text, #b3aec2);
    --ff-border: var(--fanfare-border, #383443);
    --ff-good: var(--fanfare-good, #6fdca2);
    --ff-bad: var(--fanfare-bad, #ff9bab);
    color-scheme: dark;`;

/** The styles. Every colour and size goes by a custom property that a theme or a page may set. */
// Pure, so that a bundler leaves the styles out where only hooks are used.
export const widgetCss: string = /* @__PURE__ */ inTheDark(`
:host { display: block; }
.fanfare-experience {
  --ff-accent: var(--fanfare-accent, #4338ca);
  --ff-accent-text: var(--fanfare-accent-text, #ffffff);
  --ff-background: var(--fanfare-background, #ffffff);
  --ff-text: var(--fanfare-text, #18161f);
  --ff-muted: var(--fanfare-muted-text, #5d586b);
  --ff-border: var(--fanfare-border, #e4e0ea);
  --ff-good: var(--fanfare-good, #0b6b3a);
  --ff-bad: var(--fanfare-bad, #a61b38);
  --ff-radius: var(--fanfare-radius, 16px);
  --ff-field: color-mix(in srgb, var(--ff-text) 4%, var(--ff-background));
  box-sizing: border-box;
  container-type: inline-size;
  color-scheme: light;
  padding: clamp(1.25em, 4%, 1.75em);
  border: 1px solid var(--ff-border);
  border-radius: var(--ff-radius);
  background: var(--ff-background);
  color: var(--ff-text);
  font-family: var(--fanfare-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif);
  font-size: var(--fanfare-font-size, 16px);
  line-height: 1.5;
  text-align: start;
}
.fanfare-experience *,
.fanfare-experience *::before,
.fanfare-experience *::after {
  box-sizing: border-box;
}
.fanfare-experience[data-tone='good'] { border-color: color-mix(in srgb, var(--ff-good) 45%, var(--ff-border)); }
.fanfare-experience .ff-body { display: grid; gap: 1em; }
.fanfare-experience .ff-head { display: grid; gap: 0.25em; }
.fanfare-experience .ff-kicker {
  display: flex;
  gap: 0.5em;
  align-items: center;
  margin: 0 0 0.35em;
  color: var(--ff-muted);
  font-size: 0.8125em;
  font-weight: 600;
}
.fanfare-experience .ff-kicker::before {
  width: 0.6em;
  height: 0.6em;
  border-radius: 50%;
  background: var(--ff-accent);
  content: '';
}
.fanfare-experience[data-tone='good'] .ff-kicker::before { background: var(--ff-good); }
.fanfare-experience[data-tone='bad'] .ff-kicker::before { background: var(--ff-bad); }
.fanfare-experience:is([data-panel='participating'], [data-panel='settling']) .ff-kicker::before {
  animation: ff-pulse 2s ease-in-out infinite;
}
.fanfare-experience .ff-title {
  margin: 0;
  color: inherit;
  font: inherit;
  font-size: 1.375em;
  font-weight: 700;
  line-height: 1.25;
  letter-spacing: -0.015em;
  overflow-wrap: anywhere;
}
.fanfare-experience .ff-title:focus { outline: none; }
.fanfare-experience[data-tone='good'] .ff-title { color: var(--ff-good); }
.fanfare-experience[data-tone='bad'] .ff-title { color: var(--ff-bad); }
.fanfare-experience .ff-text,
.fanfare-experience .ff-hint,
.fanfare-experience .ff-notice,
.fanfare-experience .ff-problem,
.fanfare-experience .ff-figure { margin: 0; }
.fanfare-experience .ff-text,
.fanfare-experience .ff-hint { color: var(--ff-muted); overflow-wrap: anywhere; }
.fanfare-experience .ff-hint { font-size: 0.875em; }
.fanfare-experience .ff-figure { display: flex; flex-wrap: wrap; gap: 0 0.75em; align-items: baseline; }
.fanfare-experience .ff-value {
  font-size: clamp(3rem, 18cqi, 4.75rem);
  font-weight: 750;
  line-height: 1.05;
  letter-spacing: -0.04em;
  font-variant-numeric: tabular-nums;
}
.fanfare-experience[data-mechanism='auction'] .ff-value { font-size: clamp(2.25rem, 12cqi, 3.25rem); }
.fanfare-experience .ff-label { color: var(--ff-muted); }
.fanfare-experience .ff-progress {
  display: block;
  width: 100%;
  height: 0.5em;
  overflow: hidden;
  border: 0;
  border-radius: 99px;
  background: var(--ff-border);
  appearance: none;
}
.fanfare-experience .ff-progress::-webkit-progress-bar { background: var(--ff-border); }
.fanfare-experience .ff-progress::-webkit-progress-value {
  border-radius: 99px;
  background: var(--ff-accent);
  transition: inline-size 600ms ease;
}
.fanfare-experience .ff-progress::-moz-progress-bar { border-radius: 99px; background: var(--ff-accent); }
.fanfare-experience .ff-countdown {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1em;
  align-items: baseline;
  justify-content: space-between;
  margin: 0;
  padding: 0.75em 1em;
  border-radius: calc(var(--ff-radius) * 0.65);
  background: var(--ff-field);
}
.fanfare-experience .ff-time {
  font-size: 1.5em;
  font-weight: 700;
  line-height: 1.2;
  letter-spacing: -0.02em;
  font-variant-numeric: tabular-nums;
}
.fanfare-experience .ff-facts { display: grid; gap: 0.5em; margin: 0; }
.fanfare-experience .ff-facts div {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1em;
  justify-content: space-between;
  padding-top: 0.5em;
  border-top: 1px solid var(--ff-border);
}
.fanfare-experience .ff-facts dt { color: var(--ff-muted); }
.fanfare-experience .ff-facts dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.fanfare-experience .ff-form { display: grid; gap: 0.75em; margin: 0; }
.fanfare-experience .ff-row { display: flex; flex-wrap: wrap; gap: 0.6em; align-items: end; }
.fanfare-experience .ff-field { display: grid; flex: 999 1 11em; gap: 0.3em; min-width: 0; }
.fanfare-experience .ff-field label { font-size: 0.875em; font-weight: 600; }
.fanfare-experience .ff-field input {
  width: 100%;
  min-width: 0;
  padding: 0.7em 0.9em;
  border: 1px solid color-mix(in srgb, var(--ff-text) 48%, var(--ff-background));
  border-radius: calc(var(--ff-radius) * 0.65);
  background: var(--ff-background);
  color: inherit;
  font: inherit;
}
.fanfare-experience .ff-field input[aria-invalid='true'] { border-color: var(--ff-bad); }
.fanfare-experience .ff-wrong { color: var(--ff-bad); }
.fanfare-experience .ff-slots {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr));
  gap: 0.5em;
  max-height: 19em;
  margin: 0 -4px;
  padding: 4px;
  border: 0;
  overflow-y: auto;
}
.fanfare-experience .ff-slots legend { padding: 0 0 0.4em; font-size: 0.875em; font-weight: 600; }
.fanfare-experience .ff-slot {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 0 0.6em;
  padding: 0.6em 0.75em;
  border: 1px solid var(--ff-border);
  border-radius: calc(var(--ff-radius) * 0.65);
  cursor: pointer;
}
.fanfare-experience .ff-slot:has(input:checked) { border-color: var(--ff-accent); box-shadow: inset 0 0 0 1px var(--ff-accent); }
.fanfare-experience .ff-slot:has(input:focus-visible) { outline: 3px solid var(--ff-accent); outline-offset: 2px; }
.fanfare-experience .ff-slot input { margin: 0.3em 0 0; accent-color: var(--ff-accent); }
.fanfare-experience .ff-slot small { grid-column: 2; color: var(--ff-muted); font-size: 0.8125em; }
.fanfare-experience .ff-frame {
  display: block;
  width: 100%;
  height: 8em;
  border: 1px solid var(--ff-border);
  border-radius: calc(var(--ff-radius) * 0.65);
  background: #ffffff;
  color-scheme: light;
}
.fanfare-experience .ff-buttons { display: grid; gap: 0.6em; }
.fanfare-experience .ff-button {
  display: block;
  width: 100%;
  min-height: 2.9em;
  padding: 0.7em 1.2em;
  border: 1px solid transparent;
  border-radius: calc(var(--ff-radius) * 0.65);
  background: none;
  color: inherit;
  font: inherit;
  font-weight: 650;
  line-height: 1.3;
  cursor: pointer;
  transition: background-color 120ms ease;
}
.fanfare-experience .ff-row .ff-button { flex: 1 0 auto; width: auto; }
.fanfare-experience .ff-row + .ff-hint { margin-top: -0.35em; }
.fanfare-experience .ff-button[data-kind='primary'] { background: var(--ff-accent); color: var(--ff-accent-text); }
.fanfare-experience .ff-button[data-kind='primary']:hover { background: color-mix(in srgb, var(--ff-accent) 88%, var(--ff-text)); }
.fanfare-experience .ff-button[data-kind='secondary'] { border-color: color-mix(in srgb, var(--ff-text) 30%, var(--ff-background)); }
.fanfare-experience .ff-button[data-kind='secondary']:hover,
.fanfare-experience .ff-button[data-kind='quiet']:hover { background: var(--ff-field); }
.fanfare-experience .ff-button[data-kind='quiet'] { color: var(--ff-muted); font-weight: 500; }
.fanfare-experience .ff-button[aria-disabled='true'] { cursor: progress; }
.fanfare-experience .ff-button[aria-busy='true']::after {
  display: inline-block;
  width: 0.9em;
  height: 0.9em;
  margin-inline-start: 0.6em;
  border: 2px solid currentColor;
  border-inline-end-color: transparent;
  border-radius: 50%;
  vertical-align: -0.1em;
  animation: ff-turn 900ms linear infinite;
  content: '';
}
.fanfare-experience :is(button, input, iframe):focus-visible { outline: 3px solid var(--ff-accent); outline-offset: 2px; }
.fanfare-experience .ff-notice,
.fanfare-experience .ff-problem {
  padding: 0.65em 0.9em;
  border-inline-start: 3px solid var(--ff-muted);
  border-radius: 4px;
  background: var(--ff-field);
  font-size: 0.9375em;
}
.fanfare-experience .ff-problem { border-color: var(--ff-bad); color: var(--ff-bad); }
.fanfare-experience .ff-skeleton { display: grid; gap: 0.75em; }
.fanfare-experience .ff-skeleton i { height: 2.9em; border-radius: calc(var(--ff-radius) * 0.65); background: var(--ff-field); animation: ff-pulse 2s ease-in-out infinite; }
.fanfare-experience .ff-skeleton i:first-child { width: 45%; height: 1.2em; }
.fanfare-experience .ff-unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@keyframes ff-pulse { 50% { opacity: 0.45; } }
@keyframes ff-turn { to { transform: rotate(1turn); } }
@media (prefers-color-scheme: dark) {
  .fanfare-experience:not([data-color-scheme='light']) { DARK }
}
.fanfare-experience[data-color-scheme='dark'] { DARK }
@media (prefers-reduced-motion: reduce) {
  .fanfare-experience *,
  .fanfare-experience *::before,
  .fanfare-experience *::after {
    animation: none !important;
    transition: none !important;
  }
}
@media (forced-colors: active) {
  .fanfare-experience .ff-button { border-color: currentColor; }
}
`);

function inTheDark(css: string): string {
  return css.replaceAll('DARK', dark);
}
