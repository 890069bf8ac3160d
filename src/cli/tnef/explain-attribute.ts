// An attribute's value in a few letters, by the type in the high half of its id. [MS-OXTNEF] §2.1.3.1

import { isoOf } from "../../journey/explain-tnef/explain-value.ts";
import { readDate, readTriple, untilNul } from "../../tnef/attribute-value.ts";
import { ATTRIBUTE } from "../../tnef/attributes.ts";
import { decodeCodePage } from "../../tnef/code-page.ts";
import type { TnefAttribute } from "../../tnef/stream.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";

const MOST_LETTERS = 60;
const MOST_BYTES = 16;

/** "" for lists of properties and long bytes: what is in them is shown elsewhere. */
export function explainAttribute(attribute: TnefAttribute, codepage: number): string {
  const { id, data } = attribute;
  if (id === ATTRIBUTE.attOemCodepage) return data.length >= 4 ? String(data.readUInt32LE(0)) : bytesOf(data);
  switch (id >>> 16) {
    case 0x0000:
      return explainTriple(attribute, codepage);
    case 0x0001:
    case 0x0002:
    case 0x0007:
      return cut(decodeCodePage(untilNul(data), codepage));
    case 0x0003: {
      const time = readDate(data);
      return time === undefined ? bytesOf(data) : isoOf(time);
    }
    case 0x0004:
      return data.length === 2 ? String(data.readInt16LE(0)) : bytesOf(data);
    case 0x0005:
    case 0x0008:
      return data.length === 4 ? `0x${data.readUInt32LE(0).toString(16).padStart(8, "0")}` : bytesOf(data);
    default:
      return data.length <= MOST_BYTES ? bytesOf(data) : "";
  }
}

function explainTriple({ data, offset }: TnefAttribute, codepage: number): string {
  try {
    const { name, addressType, address } = readTriple(data, offset);
    const text = (bytes: Buffer) => decodeCodePage(bytes, codepage);
    return cut(`${text(name)} <${text(addressType)}:${text(address)}>`);
  } catch (error) {
    if (error instanceof TnefSyntaxError) return bytesOf(data);
    throw error;
  }
}

const cut = (text: string): string =>
  JSON.stringify(text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);

const bytesOf = (data: Buffer): string =>
  `${data.toString("hex", 0, MOST_BYTES)}${data.length > MOST_BYTES ? "…" : ""}`;
