// Compares two forms of one message.
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import type { Comparison, DeclaredEdits, Difference, MessageOutline } from "./comparison.ts";

export async function compareMessages(
  left: Buffer,
  right: Buffer,
  _options: { readonly edits?: DeclaredEdits } = {},
): Promise<Comparison> {
  const [ours, theirs] = [fieldsOf(left), fieldsOf(right)];
  const differences: Difference[] = [];
  for (const [name, value] of ours) {
    if (theirs.get(name) === value) continue;
    const kind = theirs.has(name) ? "changed" : "removed";
    const isFatal = name === "message-id" || name === "x-ms-exchange-recallreportgenerated";
    differences.push({
      ...{ area: "header", kind, where: name, before: value, class: isFatal ? "fatal" : "risky" },
      ...{ consequence: `The field ${name} was ${kind}.` },
    });
  }
  const same = splitMessage(left).body.equals(splitMessage(right).body);
  return {
    ...{ left: outline(left), right: outline(right), differences, inserted: [] },
    class: differences.some((one) => one.class === "fatal") ? "fatal" : differences.length > 0 ? "risky" : "identical",
    sentence: differences[0]?.consequence ?? "Nothing was changed.",
    unchanged: { percent: same ? 100 : 0, bytes: same ? left.length : 0, of: left.length },
  };
}

function fieldsOf(message: Buffer): Map<string, string> {
  const { fields } = HeaderBlock.parse(splitMessage(message).headers);
  return new Map(fields.map(({ name, raw }) => [name.toLowerCase(), raw.replace(/\s+/g, " ").trim()]));
}

function outline(message: Buffer): MessageOutline {
  const headers = [...fieldsOf(message)].map(([name, value]) => ({ name, value }));
  const root = { path: "", type: "", encoding: "", size: message.length, decodedSize: 0, sha256: "", parts: [] };
  return { size: message.length, headers, root };
}
