/** What the demo asks of the mock beyond the platform's own API. */
export interface MockControl {
  readonly world: () => Promise<World>;
  /** The one-time code that was sent to an address. */
  readonly otp: (address: string) => Promise<string>;
  readonly settings: (change: Readonly<Record<string, number | boolean>>) => Promise<void>;
  readonly allowOrigin: (organizationId: string, origin: string) => Promise<void>;
  readonly addWebhookEndpoint: (endpoint: {
    organizationId: string;
    url: string;
    secret: string;
  }) => Promise<void>;
  /** What the mock itself did wrong: answers that do not fit the contract. */
  readonly defects: () => Promise<readonly string[]>;
}

/** The organization whose shop the demo runs. */
export interface World {
  readonly organizations: readonly [ShopOrganization];
}

interface ShopOrganization {
  readonly id: string;
  readonly name: string;
  readonly keys: { readonly test: { readonly publishable: string; readonly secret: string } };
  readonly experience: { readonly id: string };
  readonly queue: { readonly id: string; readonly admitRate: number };
  readonly product: { readonly id: string };
  readonly variant: { readonly id: string; readonly price: string };
}

/** Talks to the control surface of a mock that runs at `url`. */
export function mockControl(url: string): MockControl {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/__mock/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok)
      throw new Error(
        `The mock answered ${response.status} to ${method} /__mock/${path}: ${await response.text()}`,
      );
    return response.status === 204 ? undefined : response.json();
  };
  return {
    world: async () => (await call('GET', 'world')) as World,
    otp: async (address) =>
      ((await call('GET', `otp?address=${encodeURIComponent(address)}`)) as { code: string }).code,
    settings: async (change) => void (await call('PATCH', 'settings', change)),
    allowOrigin: async (organizationId, origin) =>
      void (await call('POST', 'allowed-origins', { organizationId, origin })),
    addWebhookEndpoint: async (endpoint) => void (await call('POST', 'webhook-endpoints', endpoint)),
    defects: async () => ((await call('GET', 'health')) as { defects: string[] }).defects,
  };
}
