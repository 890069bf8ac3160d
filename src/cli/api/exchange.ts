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
