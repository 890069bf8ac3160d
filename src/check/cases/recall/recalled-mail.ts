// Cases of the kind "this message can be recalled, too".
import type { RecallLanguage } from "../../../agents/recall/wire/texts.ts";
import type { CaseMail, Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { clientOf, expectArrival, expectRight, type Generation } from "../recalling.ts";

export interface RecalledVariant {
  /** Begins the sentence of a failure: "The message with a file". */
  readonly who: string;
  readonly mail: CaseMail;
  readonly generation: Generation;
  readonly language?: RecallLanguage;
}

export interface RecalledMail extends Omit<Case, "run" | "judges" | "settings" | "recipients"> {
  readonly variants: readonly RecalledVariant[];
}

/** Each to a mailbox of its own, all at once. */
export function recalledMail({ variants, ...described }: RecalledMail): Case {
  return {
    ...described,
    judges: "The copies are gone from the mailboxes, and the report pages say that they were recalled.",
    recipients: variants.length,
    async run(lab) {
      const recipients = variants.map(({ who }) => lab.recipient(who));
      await Promise.all(variants.map((variant, index) => recall(lab, variant, recipients[index] as string)));
    },
  };
}

async function recall(lab: Lab, variant: RecalledVariant, recipient: string): Promise<void> {
  const { who, mail, generation, language } = variant;
  const sent = await lab.send({ ...mail, to: [recipient] });
  await expectArrival(lab, sent, [recipient]);
  const trial = await lab.recall(sent, { ...clientOf(generation), ...(language && { language }) });
  expectRight(lab, await trial.outcome(recipient), who);
}
