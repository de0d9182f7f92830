import { wantsProof } from '../experience/proving.js';
import type { Translator } from '../texts/translator.js';
import type { Panel, PanelName } from './panel.js';

const proofs: readonly PanelName[] = ['secondFactor', 'verifyEmail'];

/** Tells a shopper what went wrong; the messages of the SDK are for developers. */
export function problemText(
  { error, panel }: { readonly error: Error | null; readonly panel: Panel },
  { text, has }: Translator,
): string | null {
  if (error === null) return null;
  if (wantsProof(error) && proofs.includes(panel.name)) return null; // that is what the panel asks for
  const key = `error.${(error as { code?: unknown }).code as string}`;
  return text(has(key) ? key : 'error.other');
}
