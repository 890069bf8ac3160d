// "Send later" as clients of Graph ask for it: PidTagDeferredSendTime as an extended property. [MS-OXOMSG] §2.2.3.4
import type { KeptProperty } from "../../../content-conversion/kept-properties.ts";
import { deferredSendTime } from "../../../transport/receive/send-time.ts";
import { HttpError } from "../../http-error.ts";
import { parseExtendedPropertyId } from "./extended-property-id.ts";
import type { MessageInput } from "./message-input.ts";

/** PidTagDeferredSendTime, PidTagDeferredSendNumber, PidTagDeferredSendUnits */
const OF_SENDING = ["SystemTime 0x3fef", "Integer 0x3feb", "Integer 0x3fec"];

/** Milliseconds UTC. @throws HttpError for other properties, and for values that can't be read. */
export function deferredSend(given: MessageInput["singleValueExtendedProperties"], now: number): number | undefined {
  const properties: Record<string, KeptProperty> = {};
  for (const { id, value } of given ?? []) {
    const { text, key, type } = parseExtendedPropertyId(id, "single");
    if (!OF_SENDING.includes(text)) throw notTaken(text);
    const isGood = type === "SystemTime" ? !Number.isNaN(Date.parse(value)) : /^\d{1,9}$/.test(value);
    if (!isGood) throw malformed(text, value);
    properties[key] = [type, value];
  }
  return deferredSendTime(properties, now);
}

function notTaken(id: string): HttpError {
  const text = `The extended property '${id}' can't be set here; ${OF_SENDING.join(", ")} can.`;
  return new HttpError(400, "ErrorInvalidExtendedProperty", text);
}

function malformed(id: string, value: string): HttpError {
  const wanted = id.startsWith("SystemTime") ? "a time such as 2026-11-20T12:00:00Z" : "a whole number";
  const text = `The value '${value.slice(0, 100)}' of the extended property '${id}' can't be read; ${wanted} was expected.`;
  return new HttpError(400, "ErrorInvalidExtendedPropertyValue", text);
}
