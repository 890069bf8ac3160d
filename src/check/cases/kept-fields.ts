// Cases of the kind "these header fields come back as they left", of a message, of recall requests, or of a report.
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import type { CaseMail, Lab, Passage } from "../lab/lab.ts";
import { BOTH_FORMS, type Case } from "./case.ts";

export type KeptOf = "message" | "request of classic Outlook" | "request of the new clients" | "report";

export interface KeptFields extends Omit<Case, "run"> {
  readonly of: readonly KeptOf[];
  /** Of kind "message"; several are sent one after the other. */
  mails?(lab: Lab): readonly CaseMail[];
  /** Names of the fields, in any case. */
  readonly fields: RegExp;
  /** Behind the colon of a failure: what it means. */
  readonly consequence: string;
  /** Says what is wrong instead of the comparison of values. */
  judge?(left: HeaderBlock, back: HeaderBlock): string | undefined;
}

/** In both forms unless its settings say otherwise; a trial that has no such field says nothing. */
export function keptFields({ of, mails, fields, consequence, judge, ...described }: KeptFields): Case {
  return {
    settings: BOTH_FORMS,
    ...described,
    async run(lab) {
      let isSeen = false;
      for (const passage of await passagesOf(lab, of, mails)) {
        const { left, first, sent } = passage;
        if (!left) throw new Error(`The ${sent.what} came back but never left`);
        const [ours, theirs] = [headersOf(left.bytes), headersOf(first.bytes)];
        isSeen ||= ours.fields.some(({ name }) => fields.test(name));
        const why = judge ? judge(ours, theirs) : whatChanged(fields, ours, theirs);
        if (why !== undefined) lab.fail(`Of the ${sent.what}, ${why}: ${consequence}.`);
      }
      if (!isSeen) lab.skip("No such field left in this form.");
    },
  };
}

async function passagesOf(lab: Lab, of: readonly KeptOf[], mails: KeptFields["mails"]): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (const kind of of) {
    if (kind === "message")
      for (const mail of mails?.(lab) ?? [{}]) passages.push(await lab.returned(await lab.send(mail)));
    else passages.push(await recallPassage(lab, kind));
  }
  return passages;
}

async function recallPassage(lab: Lab, kind: Exclude<KeptOf, "message">): Promise<Passage> {
  const client = kind === "request of classic Outlook" ? ({ client: "outlook" } as const) : {};
  const sent = await lab.send({ text: "The figures for June.\r\n", ...client });
  await lab.returned(sent);
  const recall = await lab.recall(sent, client);
  return kind === "report" ? recall.report() : recall.request();
}

function whatChanged(fields: RegExp, left: HeaderBlock, back: HeaderBlock): string | undefined {
  const names = new Set(left.fields.map(({ name }) => name).filter((name) => fields.test(name)));
  for (const name of names) {
    const [ours, theirs] = [left, back].map((block) => block.all(name).map(normalised));
    const [before = "", after = ""] = [ours?.join("; "), theirs?.join("; ")];
    if (theirs?.length === 0) return `${name} did not come back (it was ${short(before)})`;
    if (before !== after) return `${name} came back with another value (${short(before)} became ${short(after)})`;
  }
  return undefined;
}

const headersOf = (bytes: Buffer): HeaderBlock => HeaderBlock.parse(splitMessage(bytes).headers);
const normalised = (value: string): string => decodeEncodedWords(value).replace(/\s+/g, " ").trim();
const short = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
