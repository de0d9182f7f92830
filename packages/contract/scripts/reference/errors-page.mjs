import { jsonSchemas } from '../source/json-schemas.mjs';
import { typeSections } from './type-sections.mjs';
import { anchorOf, table } from './words.mjs';

/** Writes the page of the errors. */
export function errorsPage(contract, { generated }) {
  const { facts, refusalCodes, rows } = contract;
  const { serverErrors, clientErrors, errorTexts } = facts;
  const codesFor = (change) => [...refusalCodes({ auth: [[]], errors: [], retry: 'safe', ...change })];
  const common = codesFor({});
  const beyond = (change) => codesFor(change).filter((code) => !common.includes(code));
  const codeTable = (codes) =>
    table(
      ['Code', 'Status', 'May the same call succeed later?'],
      codes.map((code) => [
        `\`${code}\``,
        serverErrors[code].status,
        serverErrors[code].retryable ? 'yes' : 'no',
      ]),
    );
  const derived = new Set([
    ...common,
    ...['pk', 'consumer', 'sk'].flatMap((credential) => beyond({ auth: [[credential]] })),
    ...beyond({ retry: 'header' }),
  ]);
  const own = Object.keys(serverErrors).filter((code) => !derived.has(code));
  const schemas = jsonSchemas(contract);
  const body = schemas.write(contract.errorBodySchema);
  const advice = schemas.write(contract.proofAdviceSchema);
  return [
    '# Errors',
    generated,
    'A refusal is an [`ErrorBody`](#type-errorbody), and its `error` is one of the codes below. The SDKs raise a typed error whose `code` it is.',
    '## What any call may be refused with',
    codeTable(common),
    '## What a call with a publishable key may be refused with',
    codeTable(beyond({ auth: [['pk']] })),
    '## What a call with an access token may be refused with',
    codeTable(beyond({ auth: [['consumer']] })),
    '## What a call with the secret key may be refused with',
    codeTable(beyond({ auth: [['sk']] })),
    '## What a call with an idempotency key may be refused with',
    'In the header or in the body, as the row of the operation says.',
    codeTable(beyond({ retry: 'header' })),
    '## What single operations are refused with',
    table(
      ['Code', 'Status', 'Later?', 'By'],
      own.map((code) => [
        `\`${code}\``,
        serverErrors[code].status,
        serverErrors[code].retryable ? 'yes' : 'no',
        refusedBy(rows, code),
      ]),
    ),
    '## What the refusal of a proof tells',
    'The `details` of `token_expired`, `dpop_proof_invalid` and `use_dpop_nonce`, where the platform takes proofs, are a [`ProofAdvice`](#type-proofadvice): what `Date` and `DPoP-Nonce` say, for pages that may read no header.',
    '## What the hosted platform writes',
    'Where its documentation has a text in place of a code, in any case of letters.',
    table(
      ['Text', 'Stands for'],
      Object.entries(errorTexts).map(([text, code]) => [text, `\`${code}\``]),
    ),
    '## What the SDKs raise themselves',
    table(
      ['Code', 'What happened'],
      Object.entries(clientErrors).map(([code, words]) => [`\`${code}\``, words]),
    ),
    ...typeSections([body, advice], schemas.components),
  ];
}

const fewest = 6;

/** Names the operations that refuse with a code, where they are few enough to be read. */
function refusedBy(rows, code) {
  const ids = rows.filter(({ errors }) => errors.includes(code));
  const links = ids.slice(0, fewest).map(({ id, service }) => `[${id}](${service}.md#${anchorOf(id)})`);
  return ids.length > fewest ? `${links.join(', ')} and ${ids.length - fewest} more` : links.join(', ');
}
