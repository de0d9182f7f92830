const phrases = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Gone',
  413: 'ContentTooLarge',
  422: 'UnprocessableContent',
  423: 'Locked',
  429: 'TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** Makes the writer of refusals: operations that refuse with the same codes under one status share a component. */
export function refusals({ refusalCodes, facts }) {
  const { serverErrors } = facts;
  const codesFor = (change) => refusalCodes({ auth: [[]], errors: [], retry: 'safe', ...change });
  const common = codesFor({});
  const beyond = (change) => [...codesFor(change)].filter((code) => !common.has(code));
  const origins = Object.entries({
    pk: beyond({ auth: [['pk']] }),
    consumer: beyond({ auth: [['consumer']] }),
    sk: beyond({ auth: [['sk']] }),
    repeat: beyond({ retry: 'header' }),
  });
  const components = new Map();

  /** Says where the codes of one status come from: the credentials, the retry rule, the operation itself. */
  function nameOf({ row, status, codes }) {
    if (phrases[status] === undefined) throw new Error(`The status ${status} needs a phrase.`);
    const has = new Set([...row.auth.flat(), ...(['header', 'body'].includes(row.retry) ? ['repeat'] : [])]);
    const from = origins.filter(
      ([origin, own]) => has.has(origin) && own.some((code) => codes.includes(code)),
    );
    const derived = new Set([...common, ...from.flatMap(([, own]) => own)]);
    return [
      phrases[status],
      ...from.map(([origin]) => origin),
      ...codes.filter((code) => !derived.has(code)),
    ].join('.');
  }

  function note(name, response) {
    const known = components.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(response))
      throw new Error(`Two refusals have the name ${name}.`);
    components.set(name, response);
  }

  return {
    of(row) {
      const codes = [...refusalCodes(row)].sort((a, b) => (a < b ? -1 : 1));
      const byStatus = Object.groupBy(codes, (code) => serverErrors[code].status);
      return Object.fromEntries(
        Object.entries(byStatus).map(([status, group]) => {
          const name = nameOf({ row, status, codes: group });
          note(name, refusal(group, serverErrors));
          return [status, { $ref: `#/components/responses/${name}` }];
        }),
      );
    },
    get components() {
      return Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

function refusal(codes, serverErrors) {
  const mayWait = codes.some((code) => serverErrors[code].retryable);
  const isLimit = codes.includes('rate_limited');
  return {
    description: `Refused: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(mayWait && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
      ...(isLimit && {
        'X-RateLimit-Limit': { $ref: '#/components/headers/RateLimitLimit' },
        'X-RateLimit-Remaining': { $ref: '#/components/headers/RateLimitRemaining' },
        'X-RateLimit-Reset': { $ref: '#/components/headers/RateLimitReset' },
      }),
    },
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/ErrorBody' },
            { type: 'object', properties: { error: { enum: codes } } },
          ],
        },
      },
    },
  };
}
