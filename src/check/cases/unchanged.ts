// Cases of the kind "this message passes, and these things about it are as they were".
import type { Lab, Sent } from "../lab/lab.ts";
import { readMail } from "../mail/read.ts";
import type { Case } from "./case.ts";
import type { Judge } from "./judging/judge.ts";

export interface UnchangedMail extends Omit<Case, "run" | "settings"> {
  /** What they lack of From, To, Date, Subject and Message-ID is added. Several are told apart by `labels`. */
  mail(lab: Lab): Buffer | readonly Buffer[];
  /** One for each of several messages: "In windows-1252". */
  readonly labels?: readonly string[];
  /** In this order; the first that fails is told. */
  readonly holds: readonly Judge[];
}

/** In MIME form, at the default level: what happens to content is no matter of recall. */
export function unchanged({ mail, labels, holds, ...described }: UnchangedMail): Case {
  return {
    ...described,
    async run(lab) {
      const mails = [mail(lab)].flat();
      const sent: Sent[] = [];
      for (const bytes of mails) sent.push(await lab.send({ raw: bytes }));
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
