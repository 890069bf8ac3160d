// The fifty recall scenarios as acceptance tests: what each declares is data, which the table in docs/recall.md is made
// from and the mutation run reads; the rest is a test that is run once for each place where it has an outcome.
import { expect, it } from "vitest";
import type { Sandbox, SandboxOptions } from "../../../../src/sandbox.ts";
import { type OutlookMail, recallByOutlook, submitByOutlook } from "../../../support/outlook.ts";
import { items, recall, sandbox, submitWithoutWaiting, tenant } from "../../../support/sandbox.ts";
import type { Outcome, Place, ScenarioData } from "./scenario-data.ts";

export * from "./scenario-data.ts";

/** What a scenario hands over to be compared with its outcome. */
export type Ending =
  | { readonly on: Sandbox; readonly request: string }
  | { readonly on: Sandbox; readonly refused: string };

/** All that were declared since the module was loaded. */
export const DECLARED: ScenarioData[] = [];

export function scenario(data: ScenarioData, play: (run: ScenarioRun) => Promise<Ending>): void {
  DECLARED.push(data);
  for (const outcome of data.outcomes) {
    for (const place of outcome.at) {
      it(`at ${place}${outcome.case === undefined ? "" : `, ${outcome.case}`}`, async () => {
        await expectOutcome(await play(new ScenarioRun(place, outcome)), outcome);
      });
    }
  }
}

/** A scenario at one place, with the client of its generation. */
export class ScenarioRun {
  readonly level: string;
  readonly generation: "A" | "B";
  readonly case: string;

  constructor(place: Place, outcome: Outcome) {
    const [level, generation] = place.split(" ") as [string, "A" | "B"];
    this.level = level;
    this.generation = generation;
    this.case = outcome.case ?? "";
  }

  /** The small tenant at this level, with other parts. */
  async tenant(parts: Record<string, unknown> = {}, options: SandboxOptions = {}): Promise<Sandbox> {
    return sandbox({ ...options, config: this.config(parts) });
  }

  config(parts: Record<string, unknown> = {}): Record<string, unknown> {
    return tenant({ ...parts, service: { level: this.level, ...(parts.service as object) } });
  }

  /** Alice writes to Bob about the budget, with classic Outlook or with any other client. Waits; returns the Message-ID. */
  async send(on: Sandbox, mail: OutlookMail = {}): Promise<string> {
    if (this.generation === "A") return submitByOutlook(on, mail);
    const { from = "alice@contoso.com", as = from, to = ["bob@contoso.com"], subject = "Budget", text } = mail;
    const messageId = await submitWithoutWaiting(on, { as, from, to: [...to], subject, text: text ?? "Hello" });
    await on.idle();
    return messageId;
  }

  /** Waits; returns the request's Message-ID. */
  async recall(on: Sandbox, original: string, by?: string): Promise<string> {
    return this.generation === "A" ? recallByOutlook(on, original, {}, by) : recall(on, original, by);
  }

  /** Where it may be refused. */
  async tryRecall(on: Sandbox, original: string, by?: string): Promise<Ending> {
    try {
      return { on, request: await this.recall(on, original, by) };
    } catch (error) {
      return { on, refused: (error as Error).message };
    }
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  pending: "Pending",
  recalled: "The message was successfully recalled",
  recalledRead: "The message was successfully recalled but was read by the recipient",
  outside: "Messages to recipients outside your organization or on-premises can't be recalled",
  failed: "The reason for the recall failure is unknown",
};

const dropped = (result: string) =>
  `Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:${result}`;

async function expectOutcome(ending: Ending, outcome: Outcome): Promise<void> {
  if ("refused" in ending) {
    expect(ending.refused).toBe(outcome.refused);
    expect(await ending.on.recalls.list()).toEqual([]);
    return;
  }
  expect(outcome.refused).toBeUndefined();
  const { on, request } = ending;
  expect(await reportPage(on, request)).toEqual(outcome.report.map(inSentences));
  expect(await dropsOf(on, request)).toEqual((outcome.drops ?? []).map(inDetail).sort());
}

/** As the report says it: "bob: The message was successfully recalled". */
function inSentences(line: string): string {
  return line.replace(/(: )(\w+)/, (_, colon: string, status: string) => colon + (SENTENCES[status] ?? status));
}

function inDetail(line: string): string {
  return line.replace(/: (Success|Failed)$/, (_, result: string) => `: ${dropped(result)}`);
}

/** One line for each recipient with the report's sentence, and the true reason behind it. */
export async function reportPage(on: Sandbox, request: string): Promise<string[]> {
  const response = await fetch(`${on.url}/api/recalls/${encodeURIComponent(request.slice(1, -1))}?limit=5000`);
  if (response.status === 404) return [];
  const { recipients } = (await response.json()) as RecallAnswer;
  return recipients.map(
    ({ address, text, trueReason }) => `${nameOf(address)}: ${text}${trueReason === null ? "" : ` (${trueReason})`}`,
  );
}

interface RecallAnswer {
  readonly recipients: readonly { address: string; text: string; trueReason: string | null }[];
}

async function dropsOf(on: Sandbox, request: string): Promise<string[]> {
  const trace = await on.tracking.find({ messageId: request });
  return trace
    .filter(({ eventId }) => eventId === "DROP")
    .flatMap(({ recipients, detail }) => recipients.map((address) => `${nameOf(address)}: ${detail}`))
    .sort();
}

const nameOf = (address: string) => address.replace(/@contoso\.com$/, "");

// --- What people do in the scenarios ---------------------------------------------------------------------------------

/** The newest message in somebody's Inbox is opened. */
export async function reads(on: Sandbox, name: string): Promise<void> {
  const [copy] = await items(on, name);
  if (!copy) throw new Error(`${name} has nothing to read`);
  await on.mailboxes.setRead(copy.mailbox, copy.id, true, on.clock.now());
}

/** The newest message in somebody's Inbox is moved to the folder of that name. */
export async function moves(on: Sandbox, name: string, to: string): Promise<void> {
  const [copy] = await items(on, name);
  const folder = on.mailboxes.folders.list(`${name}@contoso.com`).find((one) => one.name === to);
  if (!copy || !folder) throw new Error(`${name} has nothing to move, or no folder ${to}`);
  await on.mailboxes.move(copy.mailbox, copy.id, folder, on.clock.now());
}
