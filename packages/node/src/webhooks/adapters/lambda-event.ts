/** What is used of the events by which API Gateway (REST and HTTP), function URLs and load balancers call a function. */
export interface LambdaWebhookEvent {
  readonly httpMethod?: string;
  readonly path?: string;
  readonly rawPath?: string;
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
  /** In place of the header, where HTTP APIs and function URLs call (format 2.0). */
  readonly cookies?: readonly string[];
  /** A string, or nothing; a middleware may have parsed it. */
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
  readonly requestContext?: {
    /** Of HTTP APIs and function URLs. */
    readonly http?: { readonly method?: string; readonly sourceIp?: string };
    /** Of REST APIs. */
    readonly identity?: { readonly sourceIp?: string };
    /** Of load balancers, which tell the address only by the last entry of `X-Forwarded-For`. */
    readonly elb?: object;
  };
}

/** What the function answers, in the form that its caller understands. */
export interface LambdaWebhookResult {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly cookies?: string[];
  readonly body: string;
  readonly isBase64Encoded: false;
}
