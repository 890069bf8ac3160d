// A message inside another is nobody's to edit: it says what somebody wrote, or what could not be delivered.
import type { ReadMail, ReadPart } from "../../mail/read.ts";
import { sameFields } from "./fields.ts";
import { sameFiles } from "./files.ts";
import { difference, type Judge } from "./judge.ts";
import { sameTexts } from "./texts.ts";

/** Fields, texts and files inside say the same, however they are written; no signature is expected there. */
export const sameEnclosed: Judge = ({ left, back }) => {
  const theirs = enclosedIn(back);
  for (const [index, { inside: ours }] of enclosedIn(left).entries()) {
    const other = theirs[index]?.inside;
    if (!ours) continue;
    if (!other) return "The message inside did not come back: nobody can read it.";
    const names = new Set(ours.headers.fields.map(({ name }) => name));
    const content = [...names].filter((name) => !/^(?:mime-version|content-.*|)$/i.test(name));
    for (const judge of [sameFields(...content), sameTexts, sameFiles, sameEnclosed]) {
      const why = judge({ left: ours, back: other, isSigned: false });
      if (why !== undefined) return `In the message inside: ${why}`;
    }
  }
  return undefined;
};

/** As written, to the byte. */
export const sameEnclosedBytes: Judge = ({ left, back }) => {
  const theirs = enclosedIn(back);
  for (const [index, { content }] of enclosedIn(left).entries()) {
    const other = theirs[index];
    if (!other) return "The message inside did not come back.";
    if (other.content.equals(content)) continue;
    const [before, after] = [content.toString("latin1"), other.content.toString("latin1")];
    return `The message inside came back with other bytes (${difference(before, after)}): a signature over it would fail.`;
  }
  return undefined;
};

const enclosedIn = ({ parts }: ReadMail): ReadPart[] => parts.filter(({ inside }) => inside !== undefined);
