// Approval Processing Agent: a moderator's answer to an approval request decides, and goes no further. What Outlook's
// buttons send: a reply whose subject begins with the choice, of class IPM.Note.Microsoft.Approval.Reply.*
import type { QueuedMessageEventSource, RoutingAgent } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import { readContent } from "../../mailbox/inbox-rules/read-content.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { directoryOf } from "../../organization/directory.ts";
import { AGENT } from "../../transport/moderation/held.ts";
import type { Moderation } from "../../transport/moderation/moderation.ts";

const CHOICE = /^\s*(?:re:\s*)?(approve|reject):/i;
const REFERENCE = /<[^<>\s]{1,900}>/g;
/** Characters. */
const LONGEST_COMMENT = 2000;
/** No client writes more than a few. */
const MOST_REFERENCES = 20;

export class ApprovalProcessingAgent implements RoutingAgent {
  readonly name = AGENT;
  /** Before recalls and rules: an answer is none of theirs. */
  readonly priority = 5;
  readonly #moderation: () => Moderation;

  /** @param moderation is there once messages are. */
  constructor(moderation: () => Moderation) {
    this.#moderation = moderation;
  }

  async onSubmitted(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    const isSubmission = item.entry === "submission" || item.entry === "http";
    if (!isSubmission || !directoryOf(source.organization).hasModeration || item.submitter === undefined) return;
    const choice = CHOICE.exec(decodeEncodedWords(item.headers.get("Subject") ?? ""))?.[1]?.toLowerCase();
    if (choice === undefined) return;
    const approve = choice === "approve";
    const comment = approve ? undefined : await commentOf(item);
    for (const id of referencesOf(item)) {
      const decide = await this.#moderation().answer(id, { approve, moderator: item.submitter, comment });
      if (!decide) continue;
      source.commit(decide);
      source.drop(item, item.recipients, `The moderator's answer (${choice}) was processed`);
      return;
    }
  }
}

function referencesOf({ headers }: MailItem): string[] {
  const fields = [headers.get("In-Reply-To"), headers.get("References")].map((field) => field ?? "");
  return [...new Set(fields.join(" ").slice(0, 10_000).match(REFERENCE) ?? [])].slice(0, MOST_REFERENCES);
}

/** What stands above the request that the answer quotes. */
async function commentOf(item: MailItem): Promise<string | undefined> {
  const { text } = await readContent(item);
  const lines = text.slice(0, LONGEST_COMMENT).split(/\r?\n/);
  const quoted = lines.findIndex((line) => /^(?:>|-{5,}|_{5,}|From: )/.test(line.trim()));
  const comment = (quoted < 0 ? lines : lines.slice(0, quoted)).join("\n").trim();
  return comment === "" ? undefined : comment;
}
