// What most scenes do: Alice writes to Bob, then takes it back.
import type { GraphMessage } from "../api/graph.ts";
import type { Leg, RecallRecipient } from "../api/sandbox-api.ts";
import type { Outcome } from "./scene.ts";
import { BOB, type Client, type DemoTenant } from "./tenant.ts";

export const SUBJECT = "Q3 numbers";

export interface Played {
  readonly messageId: string;
  readonly requestId: string;
  /** Bob's copy before the recall, with its bytes. */
  readonly copy: (GraphMessage & { readonly mime: string }) | undefined;
  readonly outcome: Outcome;
  readonly recipient: RecallRecipient;
  /** Bob had no outcome yet when everything was quiet: time had to pass. */
  readonly waited: boolean;
  readonly original: { readonly out: readonly Leg[]; readonly in: readonly Leg[] };
  readonly request: { readonly out: readonly Leg[]; readonly in: readonly Leg[] };
}

export interface ActOptions {
  /** After the message arrived, before it is recalled. */
  readonly meanwhile?: (copy: GraphMessage) => Promise<void>;
  /** That sends and recalls. */
  readonly client?: Client;
}

export async function sendAndRecall(tenant: DemoTenant, options: ActOptions = {}): Promise<Played> {
  const messageId = await tenant.send(BOB, SUBJECT, options.client);
  const found = await tenant.find(BOB, SUBJECT);
  const copy = found && { ...found, mime: await tenant.graph.mime(BOB, found.id) };
  if (found) await options.meanwhile?.(found);

  const requestId = await tenant.recall(messageId, options.client);
  const waited = (await tenant.reportOf(requestId, BOB)).status === "pending";
  if (waited) await tenant.api.advance("24h");

  const stays = await tenant.find(BOB, SUBJECT);
  return {
    messageId,
    requestId,
    copy,
    outcome: stays ? "original stays" : copy ? "recalled" : "never arrives",
    recipient: await tenant.reportOf(requestId, BOB),
    waited,
    original: await tenant.legs(messageId),
    request: await tenant.legs(requestId),
  };
}

const WORDS: Readonly<Record<RecallRecipient["status"], string>> = {
  pending: "pending",
  recalled: "recalled",
  recalledRead: "recalled, was read",
  outside: "outside",
  failed: "reason unknown",
};

/** Whether what crossed the connector had its MAPI properties with it. */
export async function isRichText(tenant: DemoTenant, leg: Leg | undefined): Promise<boolean> {
  return leg !== undefined && (await tenant.api.legBytes(leg.id)).includes("application/ms-tnef");
}

const MARK = /^X-MS-Exchange-RecallReportGenerated:/im;

/** Whether a request crossed the connector with the header by which it is known. */
export async function isMarked(tenant: DemoTenant, leg: Leg | undefined): Promise<boolean> {
  return leg !== undefined && MARK.test((await tenant.api.legBytes(leg.id)).toString("latin1"));
}

/** The report page's sentence in a word or two. */
export const reportWord = ({ status }: RecallRecipient): string => WORDS[status] ?? status;
