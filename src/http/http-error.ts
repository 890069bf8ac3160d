// What a client is told instead of what it asked for; each surface writes it in its own form.
import type { ContentfulStatusCode } from "hono/utils/http-status";

export interface HttpErrorOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Members beside the text where the form has room for them. RFC 9457 §3.2 */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: ContentfulStatusCode;
  /** In the surface's words: "ErrorItemNotFound". */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: ContentfulStatusCode, code: string, message: string, options: HttpErrorOptions = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

/** For the sandbox's own API, whose problems need no code. */
export function problem(status: ContentfulStatusCode, message: string, options: HttpErrorOptions = {}): HttpError {
  return new HttpError(status, "", message, options);
}
