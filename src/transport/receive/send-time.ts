// When a submission enters transport: at once, or later, because its sender may still change their mind ("Undo send") or
// said so. [MS-OXOMSG] §2.2.3.4
import { type KeptProperties, keptValue, propertyKey } from "../../content-conversion/kept-properties.ts";
import { parseDate } from "../../mime/date.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { TAG } from "../../tnef/property-tags.ts";

const SEND_TIME = propertyKey(TAG.PidTagDeferredSendTime);
const SEND_NUMBER = propertyKey(TAG.PidTagDeferredSendNumber);
const SEND_UNITS = propertyKey(TAG.PidTagDeferredSendUnits);
const DELIVERY_TIME = propertyKey(TAG.PidTagDeferredDeliveryTime);

const MINUTE = 60_000;
/** Minutes, hours, days, weeks. [MS-OXOMSG] §2.2.3.3 */
const UNITS_MS = [MINUTE, 60 * MINUTE, 24 * 60 * MINUTE, 7 * 24 * 60 * MINUTE] as const;

/** What a client asked for, milliseconds UTC; undefined where it asked for nothing. A number of units wins over the time. */
export function deferredSendTime(properties: KeptProperties, now: number): number | undefined {
  const number = readNumber(keptValue(properties, SEND_NUMBER, "Integer"));
  const unit = UNITS_MS[readNumber(keptValue(properties, SEND_UNITS, "Integer")) ?? -1];
  // [MS-OXOMSG] §2.2.3.2: at most 999.
  if (number !== undefined && number >= 0 && number <= 999 && unit !== undefined) return now + number * unit;
  return (
    readTime(keptValue(properties, SEND_TIME, "SystemTime")) ??
    readTime(keptValue(properties, DELIVERY_TIME, "SystemTime"))
  );
}

/** The field that gateways to X.400 write, for clients that know no MAPI. RFC 4021 §2.1 */
export function deferredDelivery(headers: HeaderBlock): number | undefined {
  const value = headers.get("Deferred-Delivery");
  return value === undefined ? undefined : parseDate(value);
}

function readNumber(text: string | undefined): number | undefined {
  return text === undefined || !/^\d{1,9}$/.test(text) ? undefined : Number(text);
}

function readTime(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
