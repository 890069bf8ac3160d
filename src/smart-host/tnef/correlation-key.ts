// Property 0x007F, by which TNEF says to which message it belongs. [MS-OXCMAIL] §2.1.3.2.26
import { ATTRIBUTE } from "../../tnef/attributes.ts";
import { readProperties, writeProperties } from "../../tnef/property-list.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { encodeTnef, type TnefStream } from "../../tnef/stream.ts";

/** The stream with another key; all else of a stream without flaws keeps its bytes. */
export function withCorrelationKey(stream: TnefStream, key: string): Buffer {
  const attributes = stream.attributes.map((attribute) =>
    attribute.id === ATTRIBUTE.attMsgProps ? { ...attribute, data: withKey(attribute.data, key) } : attribute,
  );
  return encodeTnef({ key: stream.key, attributes });
}

function withKey(data: Buffer, key: string): Buffer {
  const { id } = TAG.PidTagTnefCorrelationKey;
  const value = Buffer.from(`${key}\0`, "latin1");
  return writeProperties(
    readProperties(data).map((property) => (property.id === id && !property.name ? { ...property, value } : property)),
  );
}
