// Parts whose bytes may not change at all, for a signature was made over them. RFC 1847 §2.1
import type { ReadMail, ReadPart } from "../../mail/read.ts";
import { difference, type Judge } from "./judge.ts";

/** Of each multipart/signed the first part as written, header fields and all, and the signature beside it. */
export const sameSignedBytes: Judge = ({ left, back }) => {
  const theirs = signedIn(back);
  for (const [index, ours] of signedIn(left).entries()) {
    const other = theirs[index];
    if (!other) return "The multipart/signed did not come back: readers see that a signature is missing.";
    if (!other.signed.raw.equals(ours.signed.raw))
      return `What was signed came back with other bytes (${differenceOf(ours.signed, other.signed)}): its signature is no longer valid.`;
    if (!other.signature.content.equals(ours.signature.content))
      return `The signature in ${ours.signature.type} came back with other bytes: it is no longer valid.`;
  }
  return undefined;
};

function signedIn({ parts }: ReadMail): { readonly signed: ReadPart; readonly signature: ReadPart }[] {
  return parts
    .filter(({ type }) => type === "multipart/signed")
    .flatMap(({ parts: [signed, signature] }) => (signed && signature ? [{ signed, signature }] : []));
}

function differenceOf(before: ReadPart, after: ReadPart): string {
  return difference(before.raw.toString("latin1"), after.raw.toString("latin1"));
}
