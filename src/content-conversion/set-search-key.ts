// Gives TNEF of a client's making the search key that its message has here; nothing else in it changes. docs/recall.md R6
import { runInTurns } from "../mime/in-turns.ts";
import { encoding, transferEncodingOf } from "../mime/transfer-encoding.ts";
import { TAG } from "../tnef/property-tags.ts";
import { encodingTnef } from "../tnef/stream.ts";
import { withProperty } from "../tnef/with-property.ts";
import type { BelongingTnef } from "./find-tnef.ts";

/** @param searchKey upper-case hex. @returns the body with its TNEF part written anew. */
export async function setSearchKey(body: Buffer, { stream, part }: BelongingTnef, searchKey: string): Promise<Buffer> {
  const changed = withProperty(stream, TAG.PidTagSearchKey, Buffer.from(searchKey, "hex"));
  const bytes = await runInTurns(encodingTnef(changed));
  const encoded = await runInTurns(encoding(bytes, transferEncodingOf(part.headers)));
  return Buffer.concat([body.subarray(0, part.bodyStart), encoded, body.subarray(part.end)]);
}
