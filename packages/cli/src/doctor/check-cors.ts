import { headers, queueRoutes } from '@fanfare/contract';
import { skipped, type Check } from './check.js';
import { platformAnswer } from './platform-answer.js';

/** The platform lets pages of the shop call it. */
export const checkCors: Check = {
  id: 'cors',
  title: 'Origin of the page (CORS)',
  async look(patient) {
    const { pageUrl } = patient;
    if (pageUrl === undefined) return skipped('--page-url');
    const { origin } = new URL(pageUrl);
    const answer = await platformAnswer(patient, {
      path: queueRoutes.enter.path.replace(/\{\w+\}/, 'queue_doctor'),
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': queueRoutes.enter.method,
        'access-control-request-headers': `${headers.authorization},content-type,${headers.publishableKey}`,
      },
    });
    if (answer === undefined)
      return [{ state: 'bad', says: 'The platform does not answer', fix: 'Check FANFARE_URL.' }];
    const allowed = answer.headers.get('access-control-allow-origin');
    if (allowed === origin || allowed === '*') {
      return [{ state: 'good', says: `Pages of ${origin} may call the platform` }];
    }
    const fix =
      'Add it to the allowed origins in the dashboard, exactly as written here (of the mock: --allow-origin).';
    return [{ state: 'bad', says: `Pages of ${origin} may not call the platform`, fix }];
  },
};
