import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { panelKey } from '../panel/panel.js';
import { adoptStyles } from '../style/adopt-styles.js';
import { applyTheme } from '../theme/apply-theme.js';
import { LiveRegion } from './live-region.js';
import { PanelBody } from './panel-body.js';
import { useCommitted } from './use-committed.js';
import { useExperience } from './use-experience.js';
import { useFocusKept } from './use-focus-kept.js';
import type { ExperienceProps, ExperienceWidgetProps, SlotName } from './widget-props.js';

/**
 * Shows an experience from the sign-in to the checkout, in every phase of every mechanism.
 *
 * @throws `Error` outside of a `FanfareProvider`; `RequestError` `invalid_request` where `experienceId` is none
 * @example
 * ```tsx
 * import { ExperienceWidget, useFanfare } from '@fanfare/react';
 *
 * export function Drop() {
 *   const fanfare = useFanfare();
 *   return (
 *     <ExperienceWidget
 *       experienceId="exp_1"
 *       theme={{ accent: '#0f766e', radius: '8px' }}
 *       onCheckout={({ token }) =>
 *         fanfare.fetch('https://shop.example/api/checkout', {
 *           method: 'POST',
 *           headers: { 'content-type': 'application/json' },
 *           body: JSON.stringify({ grant: token }),
 *         })
 *       }
 *     />
 *   );
 * }
 * ```
 */
export function ExperienceWidget(props: ExperienceWidgetProps): ReactElement {
  const experience = useExperience(props);
  const { children } = props;
  return children === undefined ? <Frame {...props} experience={experience} /> : <>{children(experience)}</>;
}

function Frame({
  experience,
  slots = {},
  theme,
  colorScheme = 'auto',
  headingLevel = 2,
  className,
  locale,
  onError,
}: ExperienceWidgetProps & { readonly experience: ExperienceProps }): ReactElement {
  const { panel } = experience;
  const key = panelKey(panel);
  const titleId = useId();
  const root = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const kept = useFocusKept(key, { root, heading });
  useCommitted(() => {
    const at = root.current?.getRootNode();
    if (at instanceof Document || at instanceof ShadowRoot) adoptStyles(at);
  }, []);
  const written = JSON.stringify(theme);
  useEffect(() => {
    const problem = root.current && applyTheme(root.current, theme);
    if (problem) onError?.(problem);
    // A theme that says the same is the same, however often its object is made anew.
  }, [written]);

  const standard = (
    <PanelBody {...experience} titleId={titleId} heading={`h${headingLevel}`} headingRef={heading} />
  );
  const slot = slots[key as SlotName] ?? slots[panel.name]; // a key names a panel, and its mechanism
  const body: ReactNode = slot === undefined ? standard : slot({ ...experience, standard });
  return (
    <section
      ref={root}
      className={['fanfare-experience', className].filter(Boolean).join(' ')}
      lang={locale}
      data-panel={panel.name}
      data-mechanism={panel.mechanism ?? undefined}
      data-tone={panel.tone}
      data-color-scheme={colorScheme}
      aria-busy={panel.name === 'loading'}
      aria-label={panel.title}
      {...kept}
    >
      <div key={key}>{body}</div>
      <LiveRegion id={key} text={panel.spoken} />
    </section>
  );
}
