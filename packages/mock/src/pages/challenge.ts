import { createHash } from 'node:crypto';
import { html } from './html.js';

/** Told to the page around the frame, whatever its origin: the token is one of the documented test tokens. */
const script = `
for (const button of document.querySelectorAll('button')) button.addEventListener('click', () => {
  const { challenge, token } = button.dataset;
  parent.postMessage({ type: 'fanfare:challenge', challengeId: challenge, token }, '*');
});
`;

/** Serves what stands in for Turnstile's frame: one button for a person, one for a bot. */
export function serveChallengePage(challengeId: string): Response {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Bot check of the Fanfare mock</title>
      </head>
      <body>
        <button data-challenge="${challengeId}" data-token="pass">I am a person</button>
        <button data-challenge="${challengeId}" data-token="fail">I am a bot</button>
        ${{ html: `<script>${script}</script>` }}
      </body>
    </html> `.html;
  const hash = createHash('sha256').update(script).digest('base64');
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // The shop's page frames it, wherever that is served from; this overrules X-Frame-Options (CSP3 §6.4.2).
      'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; frame-ancestors *`,
      'cross-origin-resource-policy': 'cross-origin',
    },
  });
}
