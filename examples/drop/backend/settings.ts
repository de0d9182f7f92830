/** What the shop needs to know, from the environment. */
export interface Settings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly publishableKey: string;
  /** Where the platform is: the mock here, nothing at all in production. */
  readonly baseUrl: string;
  /** The address of the platform as the shoppers' browsers see it. */
  readonly browserBaseUrl: string;
  readonly organizationId: string;
  readonly experienceId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly price: string;
  readonly port: number;
}

/** Reads the settings and names what is missing; prints no value. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '')
      throw new Error(`${name} is not set; the shop cannot start without it.`);
    return value;
  };
  const baseUrl = need('FANFARE_BASE_URL');
  return {
    secretKey: need('FANFARE_SECRET_KEY'),
    webhookSecret: need('FANFARE_WEBHOOK_SECRET'),
    publishableKey: need('FANFARE_PUBLISHABLE_KEY'),
    baseUrl,
    browserBaseUrl: env['FANFARE_BROWSER_BASE_URL'] ?? baseUrl,
    organizationId: need('FANFARE_ORGANIZATION_ID'),
    experienceId: need('FANFARE_EXPERIENCE_ID'),
    productId: need('SHOP_PRODUCT_ID'),
    variantId: need('SHOP_VARIANT_ID'),
    price: need('SHOP_PRICE'),
    port: Number(env['PORT'] ?? 0),
  };
}
