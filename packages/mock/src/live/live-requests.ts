import type { RequestLog } from '../state/request-log.js';
import type { LiveRequest } from './live-view.js';

const most = 40;

/** Describes the requests that arrived last, the newest first; the page's own are not among them. */
export function liveRequests(log: RequestLog): readonly LiveRequest[] {
  const found: LiveRequest[] = [];
  for (let index = log.entries.length - 1; index >= 0 && found.length < most; index -= 1) {
    const entry = log.entries[index];
    if (entry === undefined || entry.path.startsWith('/__mock')) continue;
    const { id, method, path, operation = null, status = null, durationMs = null, faults } = entry;
    found.push({ id, at: Date.parse(entry.time), method, path, operation, status, durationMs, faults });
  }
  return found;
}
