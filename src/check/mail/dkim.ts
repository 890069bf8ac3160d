// What a DKIM signature covers, in the form in which it is hashed: what changes it breaks the signature. RFC 6376 §3.4.
import { createHash } from "node:crypto";
import type { HeaderField } from "../../mime/header-block.ts";

/** "relaxed" of a body: line ends at the end but one, and runs of blanks, don't count. RFC 6376 §3.4.4 */
export function relaxedBodyHash(body: Buffer): string {
  const lines = body
    .toString("latin1")
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.at(-1) === "") lines.pop();
  const canonical = lines.map((line) => `${line}\r\n`).join("");
  return createHash("sha256").update(canonical, "latin1").digest("base64");
}

/** "relaxed" of a field: name in small letters, unfolded, runs of blanks as one. RFC 6376 §3.4.2 */
export function relaxedField({ name, raw }: HeaderField): string {
  const value = raw
    .slice(raw.indexOf(":") + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${name.toLowerCase()}:${value}`;
}
