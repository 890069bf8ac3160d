// What one action of a rule changed: fields, parts of the body, recipients, and the mail it would send.

import { HeaderBlock } from "../../mime/header-block.ts";
import { headerText } from "../../mime/header-text.ts";
import { splitMessage } from "../../mime/message.ts";
import type { AppliedAction, MessageState } from "../../rules/apply-actions.ts";
import { shortened } from "../../rules/explanation.ts";
import { compareMessages } from "../compare/compare.ts";
import type { BodyChange, ExplainedAction } from "./explanation.ts";
import { headerChanges } from "./header-changes.ts";

export async function explainAction({ action, effect, change, messages }: AppliedAction): Promise<ExplainedAction> {
  const [before, after] = [change?.before, change?.after];
  return {
    action,
    effect,
    headers: before && after ? headerChanges(before.headers, after.headers) : [],
    body: before && after ? await bodyChanges(before, after) : [],
    recipients: {
      added: shortened(without(after?.recipients ?? [], before?.recipients ?? [])),
      removed: shortened(without(before?.recipients ?? [], after?.recipients ?? [])),
    },
    sends: (messages ?? []).map(({ recipients, content }) => ({
      recipients,
      subject: headerText(HeaderBlock.parse(splitMessage(content).headers), "Subject"),
    })),
  };
}

function without(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return some.filter((one) => !known.has(one));
}

/** Part by part. Text that was written in is shown as it reads; of the rest, what a reader notices. */
async function bodyChanges(before: MessageState, after: MessageState): Promise<BodyChange[]> {
  if (before.body === after.body) return [];
  const { differences, inserted } = await compareMessages(await bytesOf(before), await bytesOf(after));
  const written = inserted.map(
    ({ path, type, text }): BodyChange => ({
      kind: "inserted",
      where: `part ${path || "1"} ${type}`,
      before: null,
      after: text,
    }),
  );
  const others = differences.flatMap(({ area, kind, where, before: was, after: is }): BodyChange[] =>
    area === "header" ? [] : [{ kind, where, before: was ?? null, after: is ?? null }],
  );
  return [...written, ...others];
}

async function bytesOf({ headers, body }: MessageState): Promise<Buffer> {
  return Buffer.concat([headers.toBuffer(), await body.read()]);
}
