import { fieldWords } from './field-words.mjs';
import { kept } from './kept.mjs';
import { byField } from './read-inventory.mjs';

/** What the groups of operations that a page calls are for, in the words of a notice. A new group needs its words here. */
const purposes = {
  appointments: 'to book an appointment',
  auth: 'to sign you in',
  beacon:
    'to count visits and what is done on a page, where you agreed to it and as far as the shop passes it on',
};

/**
 * Text blocks for the privacy notice of a merchant.
 *
 * @throws where a field that a page sends about a person has no words.
 */
export function noticePage({ operations }, { generated }) {
  const ofPages = operations.filter(({ isForPages }) => isForPages);
  return [
    generated,
    '# Text blocks for a privacy notice',
    'Blocks to copy into the notice of a shop, made from the [data inventory](data-inventory.md), so that they say what the SDK really does. What they cannot know is in brackets: names, legal grounds, recipients, and what the shop does besides. They are no legal advice.',
    '## What we process when you take part',
    lines(
      Object.entries(wordsByGroup(ofPages)).map(
        ([group, words]) =>
          `- **${purposeOf(group)}:** ${[...words].sort((one, other) => (one < other ? -1 : 1)).join('; ')}.`,
      ),
    ),
    '> [Name of the shop] uses the service of Fanfare [address] for this, as a processor [legal ground].',
    '## What we keep in your browser',
    lines(
      kept
        .filter(
          ({ place, sources, isChoice }) => place.startsWith('browser') && sources.length > 0 && !isChoice,
        )
        .map(({ what, until }) => `- ${what}; until ${until}.`),
    ),
    'Nothing of this tells anything about your device, and it is not shared between shops.',
    '## How long',
    '> What you do is kept for [`activityDays`] days, the record of accesses for [`auditDays`] days, and what you delete is gone after [`deletedDays`] days.',
    '## What you can do',
    '> You can see where you are signed in and end it, take your data along, change or withdraw what you agreed to, and have everything deleted: [where in the shop].',
  ];
}

function wordsByGroup(operations) {
  const found = {};
  for (const { name, sensitivity, operations: ids } of byField(operations, 'sent')) {
    if (sensitivity !== 'personal') continue;
    const words = fieldWords[name];
    if (words === undefined) {
      throw new Error(
        `A page sends ${name}: say in scripts/inventory/field-words.mjs what that is for a person.`,
      );
    }
    for (const id of ids) (found[id.split('.')[0]] ??= new Set()).add(words);
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function purposeOf(group) {
  const words = purposes[group];
  if (words !== undefined) return words[0].toUpperCase() + words.slice(1);
  throw new Error(`Pages send personal data to ${group}: say in scripts/inventory/notice-page.mjs what for.`);
}

function lines(list) {
  return list.join('\n');
}
