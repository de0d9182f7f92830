import { apiVersionForm, headers as names, profiles } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';

/** What the guard looks at. */
export interface GuardVersionInput {
  readonly context: MockContext;
  readonly request: Pick<Request, 'headers'>;
  /** Gets what the answer says about the end of the version. */
  readonly answerHeaders: Headers;
}

/**
 * Reads the version of the wire that a caller was made for. A later one than the platform's is answered as the platform can, one whose
 * time is over is refused; whoever names none gets what there is.
 *
 * @throws {MockRefusal} `validation_error`, `version_unsupported`
 */
export function guardVersion({ context, request, answerHeaders }: GuardVersionInput): void {
  const { settings, profile, clock } = context;
  const asked = request.headers.get(names.apiVersion);
  // A platform that does not know the header does not look at it.
  if (asked === null || !profiles[profile].apiVersionHeader || settings.platformVersion === 'previous')
    return;
  if (!apiVersionForm.test(asked)) {
    refuse('validation_error', `${names.apiVersion} must be a version such as 2026-11.`);
  }
  const { versionSunset: sunset } = settings;
  if (sunset === undefined || asked > sunset.version) return;
  const [deprecatedAt, sunsetAt] = [Date.parse(sunset.deprecatedAt), Date.parse(sunset.sunsetAt ?? '')];
  if (sunsetAt <= clock.now()) {
    refuse(
      'version_unsupported',
      `The version ${asked} is no longer answered, and none up to ${sunset.version} is; upgrade the SDK.`,
    );
  }
  answerHeaders.set(names.deprecation, `@${String(Math.floor(deprecatedAt / 1000))}`);
  if (!Number.isNaN(sunsetAt)) answerHeaders.set(names.sunset, new Date(sunsetAt).toUTCString());
}
