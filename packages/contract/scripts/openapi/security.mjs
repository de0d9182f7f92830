const schemes = {
  publishableKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Publishable-Key',
    description: 'A publishable key, `pk_test_…` or `pk_live_…`. It may stand in a page.',
  },
  consumerToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The access token of a consumer, from any sign-in. It lives for an hour; `auth.refresh` replaces it. Where the sign-in carried a proof of possession (RFC 9449, an extension), the answer says `tokenType: "DPoP"`: then the token goes behind `DPoP` in place of `Bearer`, and every call, a refresh too, carries a proof of its own in the header `DPoP`.',
  },
  secretKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A secret key, `sk_test_…` or `sk_live_…`, as the hosted services take it. It never leaves a server.',
  },
};

const byCredential = {
  pk: [['publishableKey']],
  consumer: [['consumerToken']],
  sk: [['requestSignature'], ['secretKey']],
};

/** How a caller says who it is. */
export function securitySchemes({ requestSignature: rule }) {
  const quoted = (names) => names.map((name) => `\`${name}\``).join(' ');
  const requestSignature = {
    type: 'apiKey',
    in: 'header',
    name: 'Signature-Input',
    description: [
      `A signature made with the secret key, which itself is never sent: RFC 9421, in \`Signature-Input\` and \`Signature\` under the label \`${rule.label}\`.`,
      `It covers ${quoted(rule.components)}; with a body ${quoted(rule.bodyComponents)} (RFC 9530, ${rule.digestAlgorithm}); on every method but GET ${quoted(rule.unsafeComponents)}; and ${quoted(rule.versionComponents)} where the request has it.`,
      `Its parameters are ${quoted(rule.parameters)}, with \`tag="${rule.tag}"\`, a nonce of ${rule.nonceBytes} bytes that is used once, and \`expires\` ${rule.lifetimeSeconds} seconds after \`created\`.`,
      `For \`hmac-sha256\` key and \`keyid\` come from the secret key by HKDF-SHA256 with the info \`${rule.macKey.info}\` (${rule.macKey.bytes} bytes) and \`${rule.keyId.info}\` (${rule.keyId.bytes} bytes, base64url). For \`ed25519\` the public key is registered with \`POST /public-keys\`, and \`keyid\` is its thumbprint (RFC 7638). Test vectors come with @fanfare/contract.`,
    ].join('\n\n'),
  };
  return { ...schemes, requestSignature };
}

/** The combinations of credentials that an operation allows, each as OpenAPI writes it. */
export function securityOf({ auth }) {
  return auth.flatMap((combination) =>
    combination
      .reduce(
        (sofar, credential) =>
          sofar.flatMap((names) => byCredential[credential].map((more) => [...names, ...more])),
        [[]],
      )
      .map((names) => Object.fromEntries(names.map((name) => [name, []]))),
  );
}
