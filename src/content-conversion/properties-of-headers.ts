// MAPI properties that a message has of its header block. [MS-OXCMAIL] §2.1.3.2
import type { HeaderBlock } from "../mime/header-block.ts";
import { PropertyBag } from "../tnef/property-bag.ts";
import { TAG } from "../tnef/property-tags.ts";
import { type KeptProperties, keepProperties } from "./kept-properties.ts";
import {
  setConversation,
  setDisplayLists,
  setFields,
  setPeople,
  setSubject,
  setTimes,
  setUrgency,
} from "./to-tnef/header-properties.ts";

/** All of them. */
export function propertiesOfHeaders(headers: HeaderBlock): KeptProperties {
  const bag = new PropertyBag();
  for (const set of [setUrgency, setSubject, setTimes, setPeople, setConversation, setDisplayLists, setFields])
    set(bag, headers);
  return keepProperties(bag, () => false);
}

/** Fields of Exchange and Outlook; those of a voice message are a recall request's 0x6801, 0x6802 and 0x6804. */
const SEARCHED: ReadonlyMap<string, number> = new Map(
  (
    [
      ["Importance", TAG.PidTagImportance],
      ["Thread-Topic", TAG.PidTagConversationTopic],
      ["Thread-Index", TAG.PidTagConversationIndex],
      ["X-CallingTelephoneNumber", TAG.PidTagSenderTelephoneNumber],
      ["X-VoiceMessageDuration", TAG.PidTagVoiceMessageDuration],
      ["X-FaxNumberOfPages", TAG.PidTagFaxNumberOfPages],
    ] as const
  ).map(([name, { id }]) => [name.toLowerCase(), id]),
);

/** Those that an item keeps to be found by, where their field is there. Undefined for most mail. */
export function searchedPropertiesOfHeaders(headers: HeaderBlock): KeptProperties | undefined {
  const ids = new Set(headers.fields.map(({ name }) => SEARCHED.get(name.toLowerCase())));
  ids.delete(undefined);
  if (ids.size === 0) return undefined;
  const bag = new PropertyBag();
  for (const set of [setUrgency, setConversation, setFields]) set(bag, headers);
  return keepProperties(bag, ({ id, name }) => name !== undefined || !ids.has(id));
}
