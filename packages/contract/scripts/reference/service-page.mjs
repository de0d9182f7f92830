import { groupOf } from '../source/read-contract.mjs';
import { jsonSchemas } from '../source/json-schemas.mjs';
import { operationSection } from './operation-section.mjs';
import { typeSections } from './type-sections.mjs';
import { anchorOf, headingOf } from './words.mjs';

const titles = {
  consumer: ['Consumer API', 'What shoppers do, and what a merchant does about one of them.'],
  admin: ['Admin API', 'What a merchant sets up and looks into. Only servers call it.'],
  checkout: ['Checkout API', 'Hosted payment for what a grant allows. Only servers call it.'],
  beacon: ['Beacon API', 'What pages report for analytics.'],
};

/** Writes the page of a service. */
export function servicePage(contract, { service, generated }) {
  const { facts, groups } = contract;
  const schemas = jsonSchemas(contract);
  const noted = [];
  const tools = { write: schemas.write, note: (json) => noted.push(json), ownCodes: ownCodesOf(contract) };
  const rows = contract.rows.filter((row) => row.service === service);
  const own = groups.filter(({ name }) => rows.some((row) => groupOf(row) === name));
  const sections = own.flatMap((group) => [
    `## ${groupHeading(group)}`,
    group.description,
    ...rows.filter((row) => groupOf(row) === group.name).flatMap((row) => operationSection(row, tools)),
  ]);
  const [title, about] = titles[service];
  return [
    `# ${title}`,
    generated,
    about,
    `Its address is \`${facts.serviceUrls[service]}\`, or \`${facts.servicePath(service)}\` below one \`baseUrl\`, as the mock platform has it. Paths below are relative to it.`,
    own.map((group) => contents(group, rows)).join('\n'),
    ...sections,
    ...typeSections(noted, schemas.components),
  ];
}

function contents(group, rows) {
  const links = rows
    .filter((row) => groupOf(row) === group.name)
    .map(({ id }) => `[${id.slice(group.name.length + 1)}](#${anchorOf(id)})`);
  return `- [${groupHeading(group)}](#${anchorOf(groupHeading(group))}): ${links.join(', ')}`;
}

function groupHeading({ name }) {
  return name
    .replace(/^admin\./, '')
    .split('.')
    .map((part, index) => (index === 0 ? headingOf(part) : headingOf(part).toLowerCase()))
    .join(': ');
}

/** The codes that are an operation's own: those that do not follow from its credentials and its retry rule. */
function ownCodesOf({ refusalCodes, facts }) {
  return (row) => {
    const derived = refusalCodes({ ...row, errors: [] });
    return row.errors
      .filter((code) => !derived.has(code))
      .map((code) => ({ code, status: facts.serverErrors[code].status }));
  };
}
