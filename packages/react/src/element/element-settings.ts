import type { FanfareClient, FanfareClientOptions } from '@fanfare/browser';
import type { ExperienceListeners } from '../experience/experience.js';
import type { Identity } from '../panel/panel-kit.js';
import type { ServerClock } from '../server-clock.js';
import type { Texts } from '../texts/english.js';
import type { Theme } from '../theme/theme.js';

type Asked = Pick<ExperienceListeners, 'accessCode' | 'autoStart' | 'onCheckout'>;

/** What the element takes as properties. */
export interface ElementSettings extends Settable<Asked> {
  /** A client of your own, which stays yours. @default one is made of `options`, or of the attributes */
  client?: FanfareClient | undefined;
  /** The clock of `client`. @default that of the device */
  serverClock?: ServerClock | undefined;
  /** The options of the client that is made. @default `publishable-key` and `base-url` */
  options?: FanfareClientOptions | undefined;
  /** Attribute `experience-id`. */
  experienceId?: string | undefined;
  /** Attribute `identity`. @default `either` */
  identity?: Identity | undefined;
  /** Attribute `locale`. @default `en` */
  locale?: string | undefined;
  /** @default English */
  texts?: Partial<Texts> | undefined;
  /** Attribute `currency`. @default none */
  currency?: string | undefined;
  /** @default what the page's own `--fanfare-…` properties say */
  theme?: Theme | undefined;
  /** Attribute `color-scheme`. @default `auto` */
  colorScheme?: 'auto' | 'light' | 'dark' | undefined;
  /** Attribute `heading-level`. @default 2 */
  headingLevel?: number | undefined;
}

type Settable<Given> = { -readonly [Name in keyof Given]: Given[Name] };

interface AttributeRule {
  readonly property: keyof ElementSettings;
  /** The words that are taken. @default any */
  readonly words?: readonly string[];
}

/** Which property an attribute stands in for. */
const attributes: Readonly<Record<string, AttributeRule>> = {
  'access-code': { property: 'accessCode' },
  'color-scheme': { property: 'colorScheme', words: ['auto', 'light', 'dark'] },
  currency: { property: 'currency' },
  'experience-id': { property: 'experienceId' },
  'heading-level': { property: 'headingLevel', words: ['2', '3', '4', '5', '6'] },
  identity: { property: 'identity', words: ['guest', 'email', 'either'] },
  locale: { property: 'locale' },
};

/** The attributes that need another client or journey when they change. */
export const basicAttributes: readonly string[] = ['experience-id', 'publishable-key', 'base-url'];

/** All attributes that are watched. */
export const watchedAttributes: readonly string[] = [
  ...new Set([...Object.keys(attributes), ...basicAttributes]),
];

/** Reads the attributes of an element. A word that is none of those that are taken counts as missing. */
export function readAttributes(element: Element): ElementSettings {
  const read: Record<string, string> = {};
  for (const [name, rule] of Object.entries(attributes)) {
    const value = element.getAttribute(name);
    if (value === null || value === '') continue;
    if (rule.words === undefined || rule.words.includes(value)) read[rule.property] = value;
  }
  const publishableKey = element.getAttribute('publishable-key');
  const baseUrl = element.getAttribute('base-url');
  if (publishableKey === null) return read;
  const options = { publishableKey, ...(baseUrl !== null && { baseUrl }) };
  return { ...read, options: options as FanfareClientOptions }; // the client checks the key
}
