import { alwaysSent } from './headers.mjs';
import { kept } from './kept.mjs';
import { byField } from './read-inventory.mjs';

/** The page of what the SDKs send, get and keep. */
export function inventoryPage({ operations, webhooks }, { generated }) {
  const ofPages = operations.filter(({ isForPages }) => isForPages);
  const ofServers = operations.filter(({ isForPages }) => !isForPages);
  return [
    generated,
    '# Data inventory',
    'Which personal data and secrets the SDKs can send, get and keep. They add nothing to what they are given, apart from what goes with every request. Fields that tell nothing of a person and are no secret are left out; every field of the contract is tagged as one or the other, or the build fails. What the platform keeps, and for how long, is set with `admin.retention`.',
    '## What a page can send',
    fieldTable(byField(ofPages, 'sent')),
    '## What a server can send',
    fieldTable(byField(ofServers, 'sent')),
    '## What goes with every request',
    table(['Header', 'Who sends it', 'What it says'], alwaysSent),
    '## What comes back to a page',
    fieldTable(byField(ofPages, 'received')),
    '## What comes back to a server',
    fieldTable(byField(ofServers, 'received')),
    '## What webhooks bring',
    fieldTable(byField(webhooks, 'received')),
    '## What is kept, and for how long',
    table(
      ['Where', 'What', 'Until'],
      kept.map(({ place, what, until }) => [place, what, until]),
    ),
  ];
}

function fieldTable(fields) {
  const rows = fields.map(({ name, sensitivity, operations }) => [
    `\`${name}\``,
    sensitivity,
    [...operations]
      .sort((one, other) => (one < other ? -1 : 1))
      .map((id) => `\`${id}\``)
      .join(', '),
  ]);
  return table(['Field', 'Is', 'In'], rows);
}

/** A table; prettier is not asked to align it, so that one new field is one new line. */
function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
