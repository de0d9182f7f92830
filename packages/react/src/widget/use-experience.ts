import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { createExperience, type ExperienceListeners } from '../experience/experience.js';
import { panelOf } from '../panel/panel-of.js';
import { problemText } from '../panel/problem-text.js';
import { createTranslator } from '../texts/translator.js';
import { useRuntime } from '../use-runtime.js';
import { useCommitted } from './use-committed.js';
import type { ExperienceProps, UseExperienceOptions } from './widget-props.js';

/**
 * Does everything that `ExperienceWidget` does except drawing: sign-in, start, every phase of every mechanism, as data and
 * one function to press.
 *
 * @throws `Error` outside of a `FanfareProvider`; `RequestError` `invalid_request` where `experienceId` is none
 * @example
 * ```tsx
 * import { useExperience } from '@fanfare/react';
 *
 * export function Bare({ id }: { id: string }) {
 *   const { panel, press, problem } = useExperience({ experienceId: id, identity: 'guest' });
 *   return (
 *     <div>
 *       <h2>{panel.title}</h2>
 *       {panel.buttons.map((button) => (
 *         <button key={button.label} onClick={() => void press(button.press, button.fields)}>{button.label}</button>
 *       ))}
 *       {problem !== null && <p role="alert">{problem}</p>}
 *     </div>
 *   );
 * }
 * ```
 */
export function useExperience(options: UseExperienceOptions): ExperienceProps {
  const runtime = useRuntime();
  const { experienceId, locale, texts, currency, identity = 'either' } = options;
  const latest = useRef<ExperienceListeners>(options);
  useCommitted(() => {
    latest.current = options;
  });
  const experience = useMemo(
    () => createExperience(runtime, { experienceId, listeners: () => latest.current }),
    [runtime, experienceId],
  );
  const { subscribe, getSnapshot, getServerSnapshot } = experience;
  const state = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  const translator = useMemo(() => createTranslator({ locale, texts, currency }), [locale, texts, currency]);
  const canCheckout = options.onCheckout !== undefined;
  const panel = useMemo(
    () => panelOf({ state, translator, identity, canCheckout }),
    [state, translator, identity, canCheckout],
  );
  const press = useCallback<ExperienceProps['press']>(
    (name, fields) => experience.press(name, fields),
    [experience],
  );
  return {
    panel,
    state,
    isPending: state.pending !== null,
    problem: problemText({ error: state.error, panel }, translator),
    press,
  };
}
