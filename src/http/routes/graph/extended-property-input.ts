// Extended properties that a client sets: kept beside the item as those of TNEF are. A few of them are something else of the
// item. Microsoft Graph: Create singleValueExtendedProperty
import { z } from "zod";
import type { KeptProperty } from "../../../content-conversion/kept-properties.ts";
import { HttpError } from "../../http-error.ts";
import { type ExtendedPropertyId, parseExtendedPropertyId } from "./extended-property-id.ts";
import { entity } from "./graph-json.ts";

export const extendedPropertiesInput = {
  singleValueExtendedProperties: z
    .array(entity({ id: z.string().max(500), value: z.string().max(8192) }))
    .max(50)
    .nullish(),
  multiValueExtendedProperties: z
    .array(entity({ id: z.string().max(500), value: z.array(z.string().max(2000)).max(100) }))
    .max(50)
    .nullish(),
};

export interface ExtendedPropertiesInput {
  readonly singleValueExtendedProperties?:
    | readonly { readonly id: string; readonly value: string }[]
    | null
    | undefined;
  readonly multiValueExtendedProperties?:
    | readonly { readonly id: string; readonly value: readonly string[] }[]
    | null
    | undefined;
}

export interface ExtendedProperties {
  readonly mapi: Readonly<Record<string, KeptProperty>>;
  /** PidTagMessageClass */
  readonly messageClass?: string;
  /** PidTagMessageDeliveryTime, milliseconds UTC. */
  readonly receivedAt?: number;
  /** PidTagMessageFlags without mfUnsent: the item is no draft. [MS-OXCMSG] §2.2.1.6 */
  readonly isDraft?: boolean;
  readonly isRead?: boolean;
}

const FLAG = { read: 0x01, unsent: 0x08 } as const;
/** Made of other things whenever they are shown. */
const READ_ONLY: ReadonlySet<string> = new Set([
  ..."0x0037 0x007d 0x0e08 0x0e1b 0x1035 0x3007 0x3008 0x300b".split(" "),
]);

/** @throws HttpError for what can't be set, or has another value than its type says. */
export function readExtended(given: ExtendedPropertiesInput): ExtendedProperties {
  const mapi: Record<string, KeptProperty> = {};
  let special: Partial<ExtendedProperties> = {};
  for (const { id, value } of given.singleValueExtendedProperties ?? []) {
    const parsed = parseExtendedPropertyId(id, "single");
    if (READ_ONLY.has(parsed.key)) throw readOnly(parsed);
    judge(parsed, parsed.type, value);
    const other = readSpecial(parsed, value);
    if (other) special = { ...special, ...other };
    else mapi[parsed.key] = [parsed.type, value];
  }
  for (const { id, value } of given.multiValueExtendedProperties ?? []) {
    const parsed = parseExtendedPropertyId(id, "multi");
    for (const one of value) judge(parsed, parsed.type.replace(/Array$/, ""), one);
    mapi[parsed.key] = [parsed.type, value];
  }
  return { mapi, ...special };
}

function readSpecial({ key, type }: ExtendedPropertyId, value: string): Partial<ExtendedProperties> | undefined {
  if (key === "0x001a" && type === "String") return { messageClass: value };
  if (key === "0x0e06" && type === "SystemTime") return { receivedAt: Date.parse(value) };
  if (key !== "0x0e07" || type !== "Integer") return undefined;
  const flags = Number(value);
  return { isDraft: (flags & FLAG.unsent) !== 0, isRead: (flags & FLAG.read) !== 0 };
}

const WHOLE = /^-?\d{1,19}$/;
const FORMS: Readonly<Record<string, readonly [RegExp, string]>> = {
  Integer: [WHOLE, "a whole number"],
  Long: [WHOLE, "a whole number"],
  Short: [WHOLE, "a whole number"],
  Boolean: [/^(?:true|false)$/i, "true or false"],
  Binary: [/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, "base64"],
  CLSID: [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "a GUID"],
  Double: [/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i, "a number"],
  Float: [/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i, "a number"],
  SystemTime: [/^\d{4}-\d\d-\d\dT\d\d:\d\d/, "a time such as 2026-11-20T12:00:00Z"],
};

function judge({ text }: ExtendedPropertyId, type: string, value: string): void {
  const [form, wanted] = FORMS[type] ?? [];
  const isGood = !form || (form.test(value) && (type !== "SystemTime" || !Number.isNaN(Date.parse(value))));
  if (isGood) return;
  const what = `The value '${value.slice(0, 100)}' of the extended property '${text}' can't be read`;
  throw new HttpError(400, "ErrorInvalidExtendedPropertyValue", `${what}; ${wanted} was expected.`);
}

function readOnly({ text }: ExtendedPropertyId): HttpError {
  return new HttpError(400, "ErrorInvalidExtendedProperty", `The extended property '${text}' can't be set here.`);
}
