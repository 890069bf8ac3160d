// What POST /api/explain is asked: text, a file, or a message that was sent.
import type { Clock, MessageExplanation } from "../../api/answers.ts";
import { get, send } from "../../api/http.ts";

export interface Tried {
  readonly message: string;
  /** P1; empty: as the message says. */
  readonly sender: string;
  /** With commas between; empty: as the message says. */
  readonly recipients: string;
  readonly file: File | undefined;
}

/** What the operation takes. */
export interface ExplainBody {
  readonly message?: string;
  readonly encoding?: "base64";
  readonly journey?: string;
  readonly at?: string;
  readonly sender?: string;
  readonly recipients?: readonly string[];
}

export interface Asked {
  readonly tried: Tried;
  readonly journey: string | undefined;
  readonly body: ExplainBody;
  readonly explanation: MessageExplanation;
}

export const SAMPLE = `From: alice@contoso.com
To: bob@contoso.com
Subject: Q3 numbers

See attached.
`;

export async function explain(tried: Tried, journey?: string): Promise<Asked> {
  const body = await bodyOf(tried, journey);
  return { tried, journey, body, explanation: await send("POST", "/api/explain", body) };
}

async function bodyOf({ message, sender, recipients, file }: Tried, journey?: string): Promise<ExplainBody> {
  // By the rules as they are: a journey's message would be judged by those of its own time.
  if (journey !== undefined) return { journey, at: (await get<Clock>("/api/clock")).now };
  const content = file ? { message: await base64Of(file), encoding: "base64" as const } : { message: crlf(message) };
  const to = addressesIn(recipients);
  return {
    ...content,
    ...(sender.trim() !== "" && { sender: sender.trim() === "<>" ? "" : sender.trim() }),
    ...(to.length > 0 && { recipients: to }),
  };
}

export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((one) => one !== "");

/** As mail has it. RFC 5322 §2.1 */
export const crlf = (text: string): string => text.replace(/\r?\n/g, "\r\n");

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  // A call takes so many arguments and no more.
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(""));
}
