// Cases of the kind "mail in TNEF passes, and these things in winmail.dat are as they were", with rich text always.
import type { CapturedLeg, CaseMail, Lab, Passage } from "../lab/lab.ts";
import { readWinmail, type Winmail } from "../mail/winmail.ts";
import type { Case, CaseSetting } from "./case.ts";

export interface TnefCase extends Omit<Case, "run" | "settings"> {
  mail(lab: Lab): CaseMail;
  /** Undefined where it holds; else the sentence of the failure. */
  holds(back: Winmail, left: Winmail): string | undefined;
}

export const RICH_TEXT: readonly CaseSetting[] = [{ tenant: "rich text" }];

export function tnefKept({ mail, holds, ...described }: TnefCase): Case {
  return {
    ...described,
    settings: RICH_TEXT,
    async run(lab) {
      const passage = await lab.returned(await lab.send(mail(lab)));
      const why = holds(...(await bothWinmails(lab, passage, described.level)));
      if (why !== undefined) lab.fail(why);
    },
  };
}

/**
 * What came back, and what left. Where no winmail.dat came back a must-case fails, for a product may treat this kind of
 * mail only so; a lesser case says nothing then.
 */
export async function bothWinmails(lab: Lab, passage: Passage, level: Case["level"]): Promise<[Winmail, Winmail]> {
  const left = await leftIn(passage.left, passage.sent.what);
  const back = await readWinmail(passage.first.bytes);
  if (typeof back !== "string") return [back, left];
  const sentence = `The ${passage.sent.what} left in TNEF, but ${back}`;
  if (level === "must") lab.fail(`${sentence}: what only TNEF carries is lost.`);
  return lab.skip(`${sentence}, so there is nothing to look at.`);
}

async function leftIn(leg: CapturedLeg | undefined, what: string): Promise<Winmail> {
  const left = leg && (await readWinmail(leg.bytes));
  if (left && typeof left !== "string") return left;
  throw new Error(`the ${what} did not leave in TNEF: ${left ?? "it did not leave at all"}`);
}

/** Names a message in its header and its stream. */
export const newKey = (lab: Lab): string => `check-${Math.floor(lab.random() * 1e12).toString(16)}`;
