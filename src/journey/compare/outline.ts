// A message in outline: what is shown of both sides of a comparison.
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue } from "../../mime/header-block.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { contextOf, explainValue } from "../explain-tnef/explain-value.ts";
import { titleOf } from "../explain-tnef/name-property.ts";
import type { MessageOutline, PartOutline } from "./comparison.ts";
import type { OpenedMessage, OpenedPart } from "./opened-message.ts";
import type { OpenedTnef } from "./opened-tnef.ts";
import { shortened } from "./words.ts";

export function outlineOf({ bytes, headers, root, tnef }: OpenedMessage): MessageOutline {
  const properties = tnef && outlineOfTnef(tnef);
  return {
    size: bytes.length,
    headers: headers.fields.map((field) => ({ name: field.name, value: decodeEncodedWords(fieldValue(field)) })),
    root: outlineOfPart(root),
    ...(properties && { tnef: properties }),
  };
}

/** The structure's limits bound the depth. */
function outlineOfPart(opened: OpenedPart): PartOutline {
  const { path, type, encoding, name, body, decoded, sha256, part, parts } = opened;
  const charset = part.contentType.parameters.get("charset");
  return {
    ...{ path, type, encoding },
    ...(charset !== undefined && { charset }),
    ...(name !== "" && { name }),
    size: body.length,
    decodedSize: parts.length > 0 ? body.length : decoded.length,
    sha256,
    parts: parts.map(outlineOfPart),
  };
}

function outlineOfTnef({ message }: OpenedTnef): MessageOutline["tnef"] {
  if (!message) return undefined;
  const messageClass = message.properties.text(TAG.PidTagMessageClass) ?? "";
  const context = contextOf(message.properties, false);
  const properties = message.properties.list.map((property) => {
    const title = titleOf(property, messageClass);
    const name = title.name || title.named || title.tag.slice(0, 6);
    const { tag, type } = title;
    return { name, tag, type, value: shortened(explainValue(property, { ...context, name: title.name }).text) };
  });
  return { messageClass, properties };
}
