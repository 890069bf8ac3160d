// Files of an export: JSON as ConvertTo-Json writes it, or the XML of Export-TransportRuleCollection, in any encoding that
// PowerShell redirects to.

import { ExportedObject, type ExportedRecord } from "./exported-object.ts";
import { readCommand } from "./read-command.ts";

/** @throws SyntaxError */
export function readExport(bytes: Uint8Array): ExportedObject[] {
  const text = decoded(bytes)
    .replace(/^\uFEFF/, "")
    .trim();
  if (text.startsWith("<")) return commandsIn(text).map((command) => new ExportedObject(readCommand(command)));
  return recordsIn(JSON.parse(text)).map((record) => new ExportedObject(record));
}

function decoded(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  return new TextDecoder(isUtf16 ? "utf-16le" : isBigEndian ? "utf-16be" : "utf-8").decode(bytes);
}

/** A list, one object, a list that Windows PowerShell wrapped, or an answer of InvokeCommand. */
function recordsIn(given: unknown): ExportedRecord[] {
  if (Array.isArray(given)) return given.flatMap(recordsIn);
  if (typeof given !== "object" || given === null) {
    throw new SyntaxError(`it holds ${JSON.stringify(given)?.slice(0, 40)} where an object was expected`);
  }
  const { value, ...others } = given as Record<string, unknown>;
  const isWrapped = Array.isArray(value) && Object.keys(others).every((key) => key === "Count" || key.includes("@"));
  return isWrapped ? recordsIn(value) : [given as ExportedRecord];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** New-TransportRule commands. Export-TransportRuleCollection */
function commandsIn(xml: string): string[] {
  const blocks = [...xml.matchAll(/<commandBlock>(.*?)<\/commandBlock>/gis)].map(([, block = ""]) => {
    const data = /^\s*<!\[CDATA\[(.*)\]\]>\s*$/s.exec(block)?.[1];
    return (data ?? block.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? "")).trim();
  });
  if (blocks.length === 0)
    throw new SyntaxError("it is XML without a commandBlock; Export-TransportRuleCollection has them");
  return blocks;
}
