// The properties of a winmail.dat, as `recall-sandbox tnef` names and explains them.
import type { MapiMessage } from "../../tnef/message.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import type { OpenedTnef } from "../compare/opened-tnef.ts";
import { attachmentName, attachmentSize } from "../explain-tnef/attachment-name.ts";
import { contextOf, explainValue } from "../explain-tnef/explain-value.ts";
import { titleOf } from "../explain-tnef/name-property.ts";
import type { AttachmentView, PropertyView, TnefView } from "./message-view.ts";

const MOST_PROPERTIES = 1000;
const MOST_OTHERS = 50;
/** Characters; values of many are joined without an end. */
const LONGEST = 4000;
const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`);

export function viewTnef({ part, message, ignored }: OpenedTnef): TnefView {
  const about = { from: part.path, ignored: ignored ?? null };
  if (!message) return { ...about, messageClass: "", properties: [], recipients: [], attachments: [] };
  const messageClass = message.properties.text(TAG.PidTagMessageClass) ?? "";
  const view = (bag: PropertyBag) => viewProperties(bag, messageClass);
  return {
    ...{ ...about, messageClass: cut(messageClass) },
    properties: view(message.properties),
    recipients: message.recipients.slice(0, MOST_OTHERS).map(view),
    attachments: message.attachments.slice(0, MOST_OTHERS).map((attachment, index) => ({
      name: cut(attachmentName(attachment, index)),
      properties: view(attachment.properties),
    })),
  };
}

function viewProperties(bag: PropertyBag, messageClass: string): PropertyView[] {
  const context = contextOf(bag, false);
  return bag.list.slice(0, MOST_PROPERTIES).map((property) => {
    const { tag, name, named, type, meaning } = titleOf(property, messageClass);
    const { text, details } = explainValue(property, { ...context, name });
    const shown = { tag, name: cut(name || (named ?? "")), type, value: cut(text), meaning };
    return { ...shown, details: details.slice(0, MOST_OTHERS).map(cut) };
  });
}

export function tnefAttachments({ attachments }: MapiMessage): AttachmentView[] {
  return attachments.slice(0, MOST_OTHERS).map((attachment, index) => ({
    from: `winmail.dat/${index + 1}`,
    name: cut(attachmentName(attachment, index)),
    type: attachment.embedded ? "message" : cut(attachment.properties.text(TAG.PidTagAttachMimeTag) ?? ""),
    size: attachmentSize(attachment) ?? null,
    isInline: attachment.properties.text(TAG.PidTagAttachContentId) !== undefined,
  }));
}
