// Exchange Online cmdlets over adminapi/beta/{tenant}/InvokeCommand.
import type { SandboxHttp } from "./http.ts";

export interface MessageTraceRow {
  readonly MessageId: string;
  readonly Received: string;
  readonly SenderAddress: string;
  readonly RecipientAddress: string;
  readonly Subject: string;
  readonly Status: string;
  readonly MessageTraceId: string;
}

export interface MessageTraceDetailRow {
  readonly Date: string;
  readonly Event: string;
  readonly Action: string | null;
  readonly Detail: string | null;
}

export interface CmdletAnswer {
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly string[];
  readonly confirmation?: string;
}

interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly "@adminapi.warnings"?: readonly string[];
  readonly "@adminapi.confirmationmessage"?: string;
  readonly "@odata.nextLink"?: string;
}

export class Exchange {
  readonly #http: SandboxHttp;

  constructor(http: SandboxHttp) {
    this.#http = http;
  }

  async invoke<T = Record<string, unknown>>(cmdlet: string, parameters: Record<string, unknown> = {}): Promise<T[]> {
    // The sandbox has one tenant; the path's name for it is not looked at.
    const answer = await this.#http.json<{ value: T[] }>("/adminapi/beta/contoso.com/InvokeCommand", {
      method: "POST",
      body: { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } },
    });
    return answer.value;
  }

  /** Every page, with what the cmdlet says beside its objects. */
  async invokeAll(cmdlet: string, parameters: Readonly<Record<string, unknown>>): Promise<CmdletAnswer> {
    const [objects, warnings]: [Record<string, unknown>[], string[]] = [[], []];
    let path: string | undefined = "/adminapi/beta/contoso.com/InvokeCommand";
    let confirmation: string | undefined;
    while (path !== undefined) {
      const page: Page = await this.#http.json<Page>(path, {
        method: "POST",
        body: { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } },
        headers: { prefer: "odata.maxpagesize=1000" },
      });
      objects.push(...page.value);
      warnings.push(...(page["@adminapi.warnings"] ?? []));
      confirmation ??= page["@adminapi.confirmationmessage"];
      const next: URL | undefined =
        page["@odata.nextLink"] === undefined ? undefined : new URL(page["@odata.nextLink"]);
      path = next && next.pathname + next.search;
    }
    return { objects, warnings, ...(confirmation !== undefined && { confirmation }) };
  }

  messageTrace(parameters: Record<string, unknown>): Promise<MessageTraceRow[]> {
    return this.invoke<MessageTraceRow>("Get-MessageTraceV2", parameters);
  }

  messageTraceDetail(row: MessageTraceRow): Promise<MessageTraceDetailRow[]> {
    return this.invoke<MessageTraceDetailRow>("Get-MessageTraceDetailV2", {
      MessageTraceId: row.MessageTraceId,
      RecipientAddress: row.RecipientAddress,
    });
  }
}
