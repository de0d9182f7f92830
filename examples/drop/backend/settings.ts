/** What the shop needs to know, from the environment. */
export interface Settings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly publishableKey: string;
  /** Where the platform is: the mock here, left out in production. */
  readonly baseUrl: string | undefined;
  /** The address of the platform as the shoppers' browsers see it, where that is another one. */
  readonly browserBaseUrl: string | undefined;
  readonly organizationId: string;
  readonly experienceId: string;
  /** The one line whose grants buy here: a grant of another line is for something else. */
  readonly queueId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly price: string;
  /** Where the storefront is: shoppers come back there from the payment page. */
  readonly shopUrl: string;
  /** Opens the list of orders. */
  readonly merchantPassword: string;
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
  const baseUrl = env['FANFARE_BASE_URL'];
  return {
    secretKey: need('FANFARE_SECRET_KEY'),
    webhookSecret: need('FANFARE_WEBHOOK_SECRET'),
    publishableKey: need('FANFARE_PUBLISHABLE_KEY'),
    baseUrl,
    browserBaseUrl: env['FANFARE_BROWSER_BASE_URL'] ?? baseUrl,
    organizationId: need('FANFARE_ORGANIZATION_ID'),
    experienceId: need('FANFARE_EXPERIENCE_ID'),
    queueId: need('FANFARE_QUEUE_ID'),
    productId: need('SHOP_PRODUCT_ID'),
    variantId: need('SHOP_VARIANT_ID'),
    price: need('SHOP_PRICE'),
    shopUrl: need('SHOP_URL'),
    merchantPassword: need('SHOP_MERCHANT_PASSWORD'),
    port: Number(env['PORT'] ?? 0),
  };
}
