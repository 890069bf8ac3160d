// Asks a running sandbox over HTTP and tells in a sentence why there is no answer.
import { CommandError } from "../terminal.ts";

export interface HttpRequest {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Instead of `body`: as text/plain. */
  readonly text?: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** As the options of a verb have them. */
export interface SandboxAddress {
  readonly url: string;
  readonly token?: string;
}

export class SandboxHttp {
  /** Without a slash at the end. */
  readonly url: string;
  readonly #token: string | undefined;

  constructor({ url, token }: SandboxAddress) {
    if (!URL.canParse(url) || !/^https?:/.test(url)) {
      throw new CommandError(`--url must be an address such as http://127.0.0.1:8025, not "${url}"`);
    }
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
      throw new CommandError("--token (RECALL_SANDBOX_TOKEN) must be one word of ASCII characters");
    this.url = url.replace(/\/+$/, "");
    this.#token = token;
  }

  /** @throws CommandError naming what the sandbox answered. */
  async json<T>(path: string, request: HttpRequest = {}): Promise<T> {
    const response = await this.#answer(path, request);
    const text = await response.text();
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new CommandError(`${this.url}${path} answered something that is no JSON: is it a recall-sandbox?`);
    }
  }

  async text(path: string, request: HttpRequest = {}): Promise<string> {
    return (await this.#answer(path, request)).text();
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#answer(path, {})).arrayBuffer());
  }

  /** The body as it comes. */
  async stream(
    path: string,
    request: HttpRequest & { readonly signal: AbortSignal },
  ): Promise<AsyncIterable<Uint8Array>> {
    const { body } = await this.#answer(path, request);
    if (!body) throw new CommandError(`${this.url}${path} answered nothing`);
    return body;
  }

  /** Undefined where the sandbox has no such thing. */
  async find<T>(path: string, request: HttpRequest = {}): Promise<T | undefined> {
    const response = await this.#ask(path, request);
    if (response.status === 404) return undefined;
    if (!response.ok) throw await this.#refusal(response, path);
    return (await response.json()) as T;
  }

  async #answer(path: string, request: HttpRequest): Promise<Response> {
    const response = await this.#ask(path, request);
    if (!response.ok) throw await this.#refusal(response, path);
    return response;
  }

  async #refusal(response: Response, path: string): Promise<CommandError> {
    if (response.status !== 401) return refusal(response, path);
    await response.body?.cancel();
    const what = this.#token === undefined ? "demands a token" : "refuses this token";
    return new CommandError(
      `The sandbox at ${this.url} ${what}; \`up\` printed it, or http.token says it: --token TEXT, or RECALL_SANDBOX_TOKEN.`,
    );
  }

  async #ask(
    path: string,
    { method = "GET", body, text, query, headers = {}, signal }: HttpRequest,
  ): Promise<Response> {
    const url = new URL(this.url + path);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    try {
      return await fetch(url, {
        method,
        headers: {
          ...headers,
          ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(text !== undefined && { "content-type": "text/plain" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(text !== undefined && { body: text }),
        ...(signal && { signal }),
      });
    } catch (error) {
      throw new CommandError(noAnswer(this.url, error));
    }
  }
}

/** A cmdlet refused. */
export class CmdletRefusal extends CommandError {
  /** .NET's name of the error. */
  readonly dotNetType: string;

  constructor(text: string, dotNetType: string) {
    super(text, 1);
    this.dotNetType = dotNetType;
  }
}

function noAnswer(url: string, error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why = cause?.code === "ECONNREFUSED" ? "" : ` (${cause?.code ?? cause?.message ?? String(error)})`;
  return `No sandbox answers at ${url}${why}; start one with \`recall-sandbox up\`, or name another with --url.`;
}

/** Graph and InvokeCommand answer { error: { code, message } }, /api answers problem+json. RFC 9457 §3.1 */
async function refusal(response: Response, path: string): Promise<CommandError> {
  const text = await response.text();
  let said = text.slice(0, 500).trim();
  try {
    const body = JSON.parse(text) as {
      error?: { message?: string; details?: { message?: string }[] } | string;
      title?: string;
      detail?: string;
    };
    const error = typeof body.error === "object" ? body.error : undefined;
    // "id|type|text" is how a cmdlet's error comes; the text is for people.
    const line = error?.details?.[0]?.message;
    const [, dotNetType, ...parts] = line?.split("|") ?? [];
    if (dotNetType !== undefined && parts.length > 0) return new CmdletRefusal(parts.join("|"), dotNetType);
    said = line ?? error?.message ?? body.detail ?? body.title ?? (typeof body.error === "string" ? body.error : said);
  } catch {
    // A plain text it is.
  }
  return new CommandError(said || `${path}: HTTP ${response.status}`, 1);
}
