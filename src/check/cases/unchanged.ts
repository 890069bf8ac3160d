// Cases of the kind "this message passes, and these things about it are as they were".
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { formatReply } from "../../smtp/reply.ts";
import type { Lab, Sent } from "../lab/lab.ts";
import { readMail } from "../mail/read.ts";
import type { Case } from "./case.ts";
import type { Judge } from "./judging/judge.ts";

export interface UnchangedMail extends Omit<Case, "run" | "settings"> {
  /** What they lack of From, To, Date, Subject and Message-ID is added. Several are told apart by `labels`. */
  mail(lab: Lab): Buffer | readonly Buffer[];
  /** One for each of several messages: "In windows-1252". */
  readonly labels?: readonly string[];
  /** Handed to the smart host with the null sender, as reports are. RFC 5321 §4.5.5 */
  readonly isReport?: true;
  /** In this order; the first that fails is told. */
  readonly holds: readonly Judge[];
}

/** In MIME form, at the default level: what happens to content is no matter of recall. */
export function unchanged({ mail, labels, isReport, holds, ...described }: UnchangedMail): Case {
  return {
    ...described,
    async run(lab) {
      const mails = [mail(lab)].flat();
      const sent: Sent[] = [];
      for (const bytes of mails) sent.push(isReport ? await injectReport(lab, bytes) : await lab.send({ raw: bytes }));
      for (const [index, one] of sent.entries()) {
        const why = await judge(lab, one, holds);
        if (why !== undefined) lab.fail(labels ? `${labels[index]}: ${why}` : why);
      }
    },
  };
}

async function judge(lab: Lab, sent: Sent, holds: readonly Judge[]): Promise<string | undefined> {
  const { left, first, edits } = await lab.returned(sent);
  if (!left) throw new Error(`${sent.what} came back but never left`);
  const judged = {
    left: await readMail(left.bytes),
    back: await readMail(first.bytes),
    isSigned: edits?.signature !== undefined,
  };
  for (const holdsFor of holds) {
    const why = holdsFor(judged);
    if (why !== undefined) return why;
  }
  return undefined;
}

async function injectReport(lab: Lab, bytes: Buffer): Promise<Sent> {
  const { headers, body } = splitMessage(bytes);
  const fields = HeaderBlock.parse(headers);
  const unique = Math.floor(lab.random() * 1e12).toString(36);
  const added: readonly (readonly [string, string])[] = [
    ["Message-ID", `<${unique}.report@${lab.from.slice(lab.from.indexOf("@") + 1)}>`],
    ["Date", formatRfc5322Date(Date.now())],
    ["To", `<${lab.recipient()}>`],
    ["From", `<${lab.from}>`],
  ];
  for (const [name, value] of added) if (!fields.has(name)) fields.prepend(name, value);
  const sent = await lab.inject({ content: Buffer.concat([fields.toBuffer(), body]), from: "" });
  const last = sent.replies.at(-1);
  const answer = last ? formatReply(last) : "nothing";
  lab.expect(sent.accepted, `The smart host did not take a report with the null sender: it answered ${answer}.`);
  return sent;
}
