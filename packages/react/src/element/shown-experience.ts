import { createAnnouncer } from '../announcer.js';
import { createCountdownStore } from '../countdown-store.js';
import { onChallengeAnswer } from '../experience/challenge-answer.js';
import type { Experience, ExperienceListeners } from '../experience/experience.js';
import { createExperience } from '../experience/experience.js';
import type { Press, PressFields } from '../experience/press.js';
import { clockText } from '../panel/clock-text.js';
import { fieldsOf } from '../panel/fields-of.js';
import { panelOf } from '../panel/panel-of.js';
import { panelKey, type Panel } from '../panel/panel.js';
import { problemText } from '../panel/problem-text.js';
import type { Runtime } from '../runtime.js';
import { createTranslator } from '../texts/translator.js';
import { applyTheme } from '../theme/apply-theme.js';
import { build } from './build.js';
import { drawPanel } from './draw-panel.js';
import type { ElementSettings } from './element-settings.js';
import { morph } from './morph.js';

/** An experience that is shown in a shadow root. */
export interface ShownExperience {
  /** Draws what there is now, with the settings that there are now. */
  draw(): void;
  close(): void;
}

/** What is shown, where, and for whom. */
export interface ShowOptions {
  readonly root: ShadowRoot;
  readonly runtime: Runtime;
  readonly experienceId: string;
  readonly settings: () => ElementSettings;
  readonly listeners: () => ExperienceListeners;
}

/** Shows an experience, and keeps it up to date. */
export function showExperience({
  root,
  runtime,
  experienceId,
  settings,
  listeners,
}: ShowOptions): ShownExperience {
  const experience: Experience = createExperience(runtime, { experienceId, listeners });
  const region = build('div', { class: 'ff-unseen', role: 'status', 'aria-live': 'polite' });
  const section = build('section', { class: 'fanfare-experience' }, build('div'), region);
  const announcer = createAnnouncer({ say: (text) => (region.textContent = text) });
  let until: string | undefined;
  let stopCounting = (): void => undefined;
  let asked: string | undefined;
  let stopListening = (): void => undefined;

  const count = (time: string | undefined): void => {
    if (time === until) return;
    until = time;
    stopCounting();
    const moment = Date.parse(time ?? '');
    if (Number.isNaN(moment)) return;
    const store = createCountdownStore(runtime.clock, moment);
    stopCounting = store.subscribe(() => writeTime(store.getSnapshot()));
    writeTime(store.getSnapshot());
  };
  const listen = (challenge: Panel['frame']): void => {
    if (challenge?.challengeId === asked) return;
    asked = challenge?.challengeId;
    stopListening();
    stopListening = (): void => undefined;
    if (challenge === null) return;
    stopListening = onChallengeAnswer(challenge, {
      frame: () => section.querySelector('iframe'),
      answer: (token) => void experience.press('answerChallenge', { token }),
    });
  };
  const writeTime = (seconds: number | null): void => {
    const time = section.querySelector('.ff-time');
    if (time !== null && seconds !== null) time.textContent = clockText(seconds);
  };

  const draw = (): void => {
    const { identity = 'either', colorScheme = 'auto', headingLevel = 2, theme, ...language } = settings();
    const state = experience.getSnapshot();
    const translator = createTranslator(language);
    const canCheckout = listeners().onCheckout !== undefined;
    const panel = panelOf({ state, translator, identity, canCheckout });
    const hadFocus = section.contains(root.activeElement);
    const problem = problemText({ error: state.error, panel }, translator);
    const body = drawPanel({ panel, state, problem, headingLevel: Number(headingLevel) });
    const old = section.firstElementChild;
    if (old?.getAttribute('data-key') === panelKey(panel)) morph(old, keepTime(body));
    else old?.replaceWith(body);
    const about = { 'data-panel': panel.name, 'data-tone': panel.tone, 'data-color-scheme': colorScheme };
    const attributes = {
      ...{ ...about, 'data-mechanism': panel.mechanism ?? '', 'aria-label': panel.title },
      ...{ lang: language.locale ?? 'en', 'aria-busy': String(panel.name === 'loading') },
    };
    for (const [name, value] of Object.entries(attributes)) section.setAttribute(name, value);
    applyTheme(section, theme);
    if (hadFocus && root.activeElement === null) {
      section.querySelector<HTMLElement>('.ff-title')?.focus({ preventScroll: true });
    }
    count(panel.countdown?.until);
    listen(panel.frame);
    announcer.tell({ key: panelKey(panel), text: panel.spoken });
  };

  /** What the clock wrote is no part of the drawing. */
  const keepTime = (body: HTMLElement): HTMLElement => {
    const [old, next] = [section, body].map((within) => within.querySelector('.ff-time'));
    if (old && next) next.textContent = old.textContent;
    return body;
  };

  section.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-press]') : null;
    if (button === null) return;
    const fields = JSON.parse(button.dataset['fields'] ?? '{}') as PressFields; // written by drawPanel
    void experience.press(button.dataset['press'] as Press, fields);
  });
  section.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    void experience.press(event.target.dataset['press'] as Press, fieldsOf(event.target));
  });
  root.append(section);
  const undo = experience.subscribe(draw);
  draw();
  return {
    draw,
    close() {
      undo();
      stopCounting();
      stopListening();
      announcer.stop();
      section.remove();
    },
  };
}
