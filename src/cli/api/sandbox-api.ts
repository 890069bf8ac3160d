// What a sandbox alone has: recalls with their true reasons, legs, the internet's mail, the clock, its ports.
import type { NewFault } from "../../faults/fault-list.ts";
import type { MessageExplanation } from "../../journey/explain-message/explanation.ts";
import type { SandboxHttp } from "./http.ts";

export interface RecallRecipient {
  readonly address: string;
  readonly status: "pending" | "recalled" | "recalledRead" | "outside" | "failed";
  /** The report page's sentence. */
  readonly text: string;
  readonly trueReason: string | null;
  readonly trueReasonText: string | null;
}

export interface Recall {
  readonly requestMessageId: string;
  readonly originalMessageId: string;
  readonly mailbox: string;
  readonly subject: string;
  readonly requestedAt: string;
  readonly deadline: string;
  readonly final: boolean;
  /** Of the page that the report mail links to. */
  readonly reportPath: string;
  /** Of all recipients, by what the report says. */
  readonly totals: Readonly<Record<RecallRecipient["status"] | "recipients", number>>;
  /** A page of them, by address. */
  readonly recipients: readonly RecallRecipient[];
  /** Where the next page begins. */
  readonly next?: string;
}

export interface Leg {
  readonly id: number;
  readonly direction: "out" | "in";
  readonly connector: string;
  readonly messageId: string;
  readonly reply: string;
}

export interface InternetMessage {
  readonly id: number;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly subject: string;
}

export interface FoundItem {
  readonly id: number;
  readonly mailbox: string;
  readonly location: "primary" | "archive" | "recoverableItems";
  readonly folderPath: string;
  readonly subject: string;
  readonly from: string;
  readonly messageId: string;
  /** ISO 8601 */
  readonly receivedAt: string;
  readonly holds: readonly string[];
}

export interface HeldMessage {
  readonly id: number;
  readonly mailbox: string;
  readonly messageId: string;
  readonly subject: string;
  /** ISO 8601 */
  readonly sendAt: string;
}

export interface ModeratedMessage {
  readonly id: number;
  readonly messageId: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly moderators: readonly string[];
  /** ISO 8601 */
  readonly expiresAt: string;
}

export interface QuarantinedMessage {
  readonly id: number;
  readonly messageId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  /** Bytes. */
  readonly size: number;
  readonly rule: string;
  readonly direction: "Inbound" | "Outbound";
  /** ISO 8601 */
  readonly receivedAt: string;
  readonly expiresAt: string;
}

export interface JourneySummary {
  readonly id: string;
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly verdict: string;
  readonly recall: string;
}

export interface Ports {
  readonly submission: number;
  readonly inbound: number;
  readonly return: number;
  readonly smartHost: number;
  readonly internet: number;
  readonly onPremises?: number;
  readonly http: number;
}

export interface ClockState {
  /** 2026-11-20T12:00:00.000Z */
  readonly now: string;
  readonly milliseconds: number;
}

export interface ResetReport {
  readonly now: string;
  readonly removedRows: number;
  readonly wasQuiet: boolean;
}

export interface ShownFault extends NewFault {
  readonly id: string;
  /** In one line, as it may be typed. */
  readonly text: string;
  readonly seen: number;
  readonly hits: number;
  readonly on: boolean;
}

export interface ExportedOrganization {
  readonly yaml: string;
  /** What a file has no words for. */
  readonly left: readonly { readonly path: string; readonly message: string }[];
}

export class SandboxApi {
  readonly #http: SandboxHttp;

  constructor(http: SandboxHttp) {
    this.#http = http;
  }

  ports(): Promise<Ports> {
    return this.#http.json("/api/ports");
  }

  exportOrganization(): Promise<ExportedOrganization> {
    return this.#http.json("/api/organization/export");
  }

  /** PEM of the sandbox's own authority. */
  authority(): Promise<string> {
    return this.#http.text("/api/ca.pem");
  }

  /** Newest first, each with the first of its recipients. */
  async recalls(query: { readonly originalMessageId?: string; readonly limit?: number } = {}): Promise<Recall[]> {
    return (await this.#http.json<{ recalls: Recall[] }>("/api/recalls", { query })).recalls;
  }

  recall(
    requestMessageId: string,
    query: {
      readonly status?: string | undefined;
      readonly after?: string | undefined;
      readonly limit?: number;
    } = {},
  ): Promise<Recall | undefined> {
    return this.#http.find(`/api/recalls/${encodeURIComponent(requestMessageId)}`, { query });
  }

  async legs(messageId: string): Promise<Leg[]> {
    return (await this.#http.json<{ legs: Leg[] }>("/api/legs", { query: { messageId } })).legs;
  }

  /** As they went over the wire. */
  legBytes(id: number): Promise<Buffer> {
    return this.#http.bytes(`/api/legs/${id}/bytes`);
  }

  async internet(): Promise<InternetMessage[]> {
    return (await this.#http.json<{ messages: InternetMessage[] }>("/api/internet")).messages;
  }

  internetBytes(id: number): Promise<Buffer> {
    return this.#http.bytes(`/api/internet/${id}/bytes`);
  }

  /** Newest first. */
  ediscovery(
    query: Readonly<Record<string, string>>,
  ): Promise<{ readonly items: FoundItem[]; readonly next?: number }> {
    return this.#http.json("/api/ediscovery", { query });
  }

  /** What was submitted and has not left. */
  async outbox(query: { readonly mailbox?: string; readonly messageId?: string }): Promise<HeldMessage[]> {
    return (await this.#http.json<{ messages: HeldMessage[] }>("/api/outbox", { query: { ...query } })).messages;
  }

  undoSend(id: number): Promise<HeldMessage> {
    return this.#http.json(`/api/outbox/${id}/undo`, { method: "POST" });
  }

  /** What waits for moderators. */
  async moderated(): Promise<ModeratedMessage[]> {
    return (await this.#http.json<{ messages: ModeratedMessage[] }>("/api/moderation")).messages;
  }

  moderate(
    id: number,
    what: "approve" | "reject",
    body: { readonly moderator?: string; readonly comment?: string },
  ): Promise<ModeratedMessage> {
    return this.#http.json(`/api/moderation/${id}/${what}`, { method: "POST", body });
  }

  /** What mail-flow rules set aside, newest first. */
  async quarantined(): Promise<QuarantinedMessage[]> {
    return (await this.#http.json<{ messages: QuarantinedMessage[] }>("/api/quarantine")).messages;
  }

  quarantinedMessage(id: number): Promise<QuarantinedMessage> {
    return this.#http.json(`/api/quarantine/${id}`);
  }

  quarantinedBytes(id: number): Promise<Buffer> {
    return this.#http.bytes(`/api/quarantine/${id}/bytes`);
  }

  /** To all its recipients unless some are named. */
  releaseQuarantined(id: number, recipients: readonly string[] | undefined): Promise<QuarantinedMessage> {
    const body = recipients === undefined ? {} : { recipients };
    return this.#http.json(`/api/quarantine/${id}/release`, { method: "POST", body });
  }

  deleteQuarantined(id: number): Promise<QuarantinedMessage> {
    return this.#http.json(`/api/quarantine/${id}/delete`, { method: "POST" });
  }

  /** Journeys that answer the query; none when `timeout` ("10s") passed. */
  async wait(query: Readonly<Record<string, string>>, timeout: string): Promise<JourneySummary[]> {
    const found = await this.#http.json<{ journeys: JourneySummary[] }>("/api/wait", { query: { ...query, timeout } });
    return found.journeys;
  }

  /** `message` or `journey`; nothing is sent. */
  explain(request: Readonly<Record<string, unknown>>): Promise<MessageExplanation> {
    return this.#http.json("/api/explain", { method: "POST", body: request });
  }

  /** "24h"; answers when everything that became due has happened. */
  advance(by: string): Promise<ClockState> {
    return this.#http.json("/api/clock/advance", { method: "POST", body: { by } });
  }

  clock(): Promise<ClockState> {
    return this.#http.json("/api/clock");
  }

  async faults(): Promise<ShownFault[]> {
    return (await this.#http.json<{ faults: ShownFault[] }>("/api/faults")).faults;
  }

  addFault(fault: NewFault): Promise<ShownFault> {
    return this.#http.json("/api/faults", { method: "POST", body: fault });
  }

  removeFault(id: string): Promise<{ readonly removed: number }> {
    return this.#http.json(`/api/faults/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  resetFaults(): Promise<{ readonly removed: number }> {
    return this.#http.json("/api/faults", { method: "DELETE" });
  }

  /** All mail goes, settings are the file's again. */
  reset(how: { readonly clock: boolean }): Promise<ResetReport> {
    return this.#http.json("/api/reset", { method: "POST", body: how });
  }
}
