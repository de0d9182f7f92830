import type { FanfareClient } from '@fanfare/browser';
import type { ExperienceListeners } from '../experience/experience.js';
import { createRuntime, type Runtime } from '../runtime.js';
import { adoptStyles } from '../style/adopt-styles.js';
import {
  basicAttributes,
  readAttributes,
  watchedAttributes,
  type ElementSettings,
} from './element-settings.js';
import { showExperience, type ShownExperience } from './shown-experience.js';

/**
 * The element `<fanfare-experience>`. It tells `fanfare-admitted` with `detail.grant`, `fanfare-journey-change` with
 * `detail.view`, and `fanfare-error` with `detail.error`; none of them bubbles.
 */
export interface ExperienceElement extends HTMLElement, ElementSettings {}

/** Settings that are read at every drawing, and those that need another client or journey. */
const drawn = ['identity', 'locale', 'texts', 'currency', 'theme', 'colorScheme', 'headingLevel'] as const;
const asked = ['onCheckout', 'autoStart', 'accessCode'] as const;
const basic = ['client', 'serverClock', 'options', 'experienceId'] as const;

/**
 * Defines the element, once; where it is defined already, it is left as it is.
 *
 * @example
 * ```ts
 * import { FanfareClient } from '@fanfare/browser';
 * import { defineExperienceElement, type ExperienceElement } from '@fanfare/react/element';
 *
 * defineExperienceElement();
 * const element = document.querySelector('fanfare-experience') as ExperienceElement;
 * const fanfare = new FanfareClient({ publishableKey: 'pk_live_a1b2c3d4e5f6', trustedOrigins: [location.origin] });
 * element.client = fanfare;
 * element.onCheckout = ({ token }) =>
 *   fanfare.fetch('/api/checkout', {
 *     method: 'POST',
 *     headers: { 'content-type': 'application/json' },
 *     body: JSON.stringify({ grant: token }),
 *   });
 * ```
 */
export function defineExperienceElement(name = 'fanfare-experience'): void {
  if (customElements.get(name) === undefined) customElements.define(name, createElementClass());
}

// Made when it is asked for: on a server, where this module may be loaded, there is no HTMLElement to extend.
function createElementClass(): CustomElementConstructor {
  class FanfareExperience extends HTMLElement {
    static readonly observedAttributes = watchedAttributes;
    readonly #given: Record<string, unknown> = {};
    readonly #root = this.attachShadow({ mode: 'open' });
    #runtime: Runtime | undefined;
    #shown: ShownExperience | undefined;
    /** What it was begun with. */
    #made = '';
    #client: FanfareClient | undefined;
    #isWaiting = false;
    #isBasic = false;

    get settings(): ElementSettings {
      return { ...readAttributes(this), ...this.#given };
    }

    set(property: string, value: unknown): void {
      this.#given[property] = value;
      this.#renew((basic as readonly string[]).includes(property));
    }

    connectedCallback(): void {
      for (const property of [...drawn, ...asked, ...basic]) this.#takeOver(property);
      this.#renew(true);
    }

    disconnectedCallback(): void {
      this.#renew(true);
    }

    attributeChangedCallback(attribute: string): void {
      this.#renew(basicAttributes.includes(attribute));
    }

    /** What was set before the element was defined hides the property of the class. */
    #takeOver(property: string): void {
      if (!Object.hasOwn(this, property)) return;
      const value = (this as unknown as Record<string, unknown>)[property];
      delete (this as unknown as Record<string, unknown>)[property];
      this.set(property, value);
    }

    /** Several changes at once are one, and whoever only moves the element keeps everything. */
    #renew(isBasic: boolean): void {
      this.#isBasic ||= isBasic;
      if (this.#isWaiting) return;
      this.#isWaiting = true;
      queueMicrotask(() => {
        this.#isWaiting = false;
        if (this.#isBasic) this.#begin();
        else this.#shown?.draw();
        this.#isBasic = false;
      });
    }

    #begin(): void {
      const { client, serverClock, options, experienceId } = this.settings;
      const made = JSON.stringify([experienceId, client === undefined && options]);
      if (this.isConnected && this.#shown !== undefined && this.#made === made && this.#client === client) {
        this.#shown.draw();
        return;
      }
      this.#shown?.close();
      this.#runtime?.destroy();
      this.#shown = undefined;
      this.#runtime = undefined;
      this.#made = made;
      this.#client = client;
      if (!this.isConnected || experienceId === undefined) return;
      if (client === undefined && options === undefined) return;
      adoptStyles(this.#root);
      this.#runtime = createRuntime(client !== undefined ? { client, serverClock } : { options: options! });
      this.#shown = showExperience({
        root: this.#root,
        runtime: this.#runtime,
        experienceId,
        settings: () => this.settings,
        listeners: () => this.#listeners(),
      });
    }

    #listeners(): ExperienceListeners {
      const { autoStart, accessCode, onCheckout } = this.settings;
      const tell = (type: string, detail: object): void => {
        this.dispatchEvent(new CustomEvent(type, { detail }));
      };
      return {
        ...{ autoStart, accessCode, onCheckout },
        onAdmitted: (grant) => tell('fanfare-admitted', { grant }),
        onJourneyChange: (view) => tell('fanfare-journey-change', { view }),
        onError: (error) => tell('fanfare-error', { error }),
      };
    }
  }
  for (const property of [...drawn, ...asked, ...basic]) {
    Object.defineProperty(FanfareExperience.prototype, property, {
      get(this: FanfareExperience) {
        return this.settings[property];
      },
      set(this: FanfareExperience, value: unknown) {
        this.set(property, value);
      },
    });
  }
  return FanfareExperience;
}
