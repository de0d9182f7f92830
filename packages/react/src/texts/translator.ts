import { english, type Text, type TextKey, type Texts } from './english.js';

/** What is filled into a text. Numbers are written as the language writes them. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Which language a widget speaks. */
export interface TranslatorOptions {
  /** A BCP 47 tag such as `de-CH`; it decides how numbers, dates and plurals are written. @default `en` */
  readonly locale?: string | undefined;
  /** Texts that take the place of the English ones. @default none */
  readonly texts?: Partial<Texts> | undefined;
  /** An ISO 4217 code such as `EUR` for amounts. @default amounts are written without one */
  readonly currency?: string | undefined;
}

/** Writes texts in one language. */
export interface Translator {
  /** Writes the text of that name. */
  text(key: TextKey, values?: TextValues): string;
  /** Tells whether there is a text of that name. */
  has(key: string): key is TextKey;
  /** Writes a number. */
  number(value: number): string;
  /** Writes an amount such as `129.00`. */
  money(amount: string): string;
  /** Writes a length of time, given in milliseconds, as one would say it. */
  duration(ms: number): string;
  /** Writes a moment, where it is given in that time zone. */
  moment(time: string, timeZone?: string): string;
}

/** Creates a translator. A language or currency that the runtime does not know gives way to plain English. */
export function createTranslator({
  locale = 'en',
  texts = {},
  currency,
}: TranslatorOptions = {}): Translator {
  const tag = known(locale, 'en', (tag) => new Intl.Locale(tag));
  const number = new Intl.NumberFormat(tag);
  const plural = new Intl.PluralRules(tag);
  const amounts = known(
    currency,
    undefined,
    (code) => new Intl.NumberFormat(tag, { style: 'currency', currency: code }),
  );
  const amountFormat = new Intl.NumberFormat(
    tag,
    amounts === undefined ? { minimumFractionDigits: 2 } : { style: 'currency', currency: amounts },
  );

  const written = (text: Text, { count }: TextValues): string => {
    if (typeof text === 'string') return text;
    return (typeof count === 'number' ? text[plural.select(count)] : undefined) ?? text.other;
  };

  return {
    text(key, values = {}) {
      const text = (Object.hasOwn(texts, key) ? texts[key] : undefined) ?? english[key];
      return written(text, values).replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        return typeof value === 'number' ? number.format(value) : (value ?? whole);
      });
    },
    number: (value) => number.format(value),
    has: (key): key is TextKey => Object.hasOwn(english, key),
    money: (amount) => amountFormat.format(amount as unknown as number), // text is taken too, and keeps every digit
    duration(ms) {
      const seconds = Math.max(1, Math.ceil(ms / 1_000));
      const [unit, size] = units.find(([, least]) => seconds >= least * 2) ?? (['second', 1] as const);
      const many = Math.ceil(seconds / size);
      return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(many);
    },
    moment(time, timeZone) {
      const zone = known(timeZone, undefined, (name) => new Intl.DateTimeFormat(tag, { timeZone: name }));
      return new Intl.DateTimeFormat(tag, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
        ...(zone !== undefined && { timeZone: zone }),
      }).format(new Date(time));
    },
  };
}

const units = [
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `given` where the runtime takes it, `otherwise` where not. */
function known<Fallback>(
  given: string | undefined,
  otherwise: Fallback,
  use: (given: string) => unknown,
): string | Fallback {
  if (given === undefined) return otherwise;
  try {
    use(given);
    return given;
  } catch {
    return otherwise;
  }
}
