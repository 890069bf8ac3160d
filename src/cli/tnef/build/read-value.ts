// Values of a specification as those of a property, by its type.
import { resolveFile } from "../../../organization/located.ts";
import { charsetOf, encodeCodePage } from "../../../tnef/code-page.ts";
import { compressRtf } from "../../../tnef/compressed-rtf.ts";
import { ticksOf } from "../../../tnef/file-time.ts";
import { isMulti, MULTI, type PropertyValue, type SingleValue, TYPE, typeName } from "../../../tnef/property.ts";
import { CommandError } from "../../terminal.ts";
import { readBytes } from "../open-tnef.ts";
import type { SpecNode } from "./problems.ts";

/** Undefined after a complaint. */
export function readValue(node: SpecNode, type: number, codepage: number): PropertyValue | undefined {
  if (!isMulti(type)) return readSingle(node, type, codepage);
  const values = node.items().map((item) => readSingle(item, type & ~MULTI, codepage));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function readSingle(node: SpecNode, type: number, codepage: number): SingleValue | undefined {
  const range = RANGES[type];
  if (range) return readWhole(node, range);
  switch (type) {
    case TYPE.Null:
      return null;
    case TYPE.String:
      return readText(node);
    case TYPE.String8:
      // Bytes that are no text of the code page.
      return node.located.kind === "map" ? readBinary(node) : readCodePageText(node, codepage);
    case TYPE.Boolean:
      return typeof node.scalar === "boolean" ? node.scalar : refused(node, "must be true or false");
    case TYPE.Float:
    case TYPE.Double:
      return typeof node.scalar === "number" ? node.scalar : refused(node, "must be a number");
    case TYPE.AppTime:
      return readAppTime(node);
    case TYPE.Int64:
      return readInt64(node, String(node.scalar));
    case TYPE.Currency:
      return readCurrency(node);
    case TYPE.SysTime:
      return readTicks(node);
    case TYPE.Guid:
      return readGuid(node);
    case TYPE.Binary:
      return readBinary(node);
    case TYPE.Object: {
      const iid = node.child("iid") ?? node;
      const guid = readGuid(iid);
      const data = readBinary(node, "iid");
      return guid === undefined || data === undefined ? undefined : { iid: guid, data };
    }
    default:
      return refused(node, `cannot be written: its type is ${typeName(type)}`);
  }
}

function refused(node: SpecNode, message: string): undefined {
  node.say(message);
  return undefined;
}

const RANGES: Readonly<Record<number, readonly [number, number]>> = {
  [TYPE.Int16]: [-0x8000, 0x7fff],
  // As people write flags, too.
  [TYPE.Int32]: [-0x80000000, 0xffffffff],
  [TYPE.Error]: [0, 0xffffffff],
};

function readWhole(node: SpecNode, [least, most]: readonly [number, number]): number | undefined {
  const value = node.scalar;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
    return most === 0xffffffff && least < 0 ? value | 0 : value;
  }
  return refused(node, `must be a whole number from ${least} to ${most}`);
}

function readInt64(node: SpecNode, text: string): bigint | undefined {
  const value = /^-?\d{1,19}$/.test(text) ? BigInt(text) : undefined;
  if (value !== undefined && BigInt.asIntN(64, value) === value) return value;
  return refused(node, "must be a whole number of 64 bits; long ones in quotes");
}

/** Ten-thousandths. */
function readCurrency(node: SpecNode): bigint | undefined {
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(String(node.scalar)) ?? [];
  if (whole === "") return refused(node, "must be an amount with at most four digits behind the point");
  return readInt64(node, `${sign}${whole}${part.padEnd(4, "0")}`);
}

function readText(node: SpecNode): string | undefined {
  if (typeof node.scalar === "string") return node.scalar;
  return refused(node, node.scalar === undefined ? "must be text" : "must be text; put it in quotes");
}

function readCodePageText(node: SpecNode, codepage: number): Buffer | undefined {
  const text = readText(node);
  if (text === undefined) return undefined;
  const bytes = encodeCodePage(text, codepage);
  return (
    bytes ?? refused(node, `has letters that code page ${codepage} (${charsetOf(codepage)}) lacks; say type: String`)
  );
}

/** A FILETIME: as a time, or where that is too coarse as its number, in quotes. */
function readTicks(node: SpecNode): bigint | undefined {
  const text = node.scalar;
  if (typeof text === "string" && /^\d{1,20}$/.test(text) && BigInt.asUintN(64, BigInt(text)) === BigInt(text)) {
    return BigInt(text);
  }
  const time = readTime(node);
  return time === undefined ? undefined : ticksOf(time);
}

/** Milliseconds UTC. */
function readTime(node: SpecNode): number | undefined {
  const text = node.scalar;
  const isTime =
    typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? refused(node, "must be a time with its zone, as 2026-03-01T09:30:00Z") : time;
}

/** Days since the end of 1899. */
function readAppTime(node: SpecNode): number | undefined {
  if (typeof node.scalar === "number") return node.scalar;
  const time = readTime(node);
  return time === undefined ? undefined : (time - Date.UTC(1899, 11, 30)) / 86_400_000;
}

function readGuid(node: SpecNode): string | undefined {
  const text = node.scalar;
  if (typeof text === "string" && /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(text)) {
    return text.replace(/[{}]/g, "").toLowerCase();
  }
  return refused(node, "must be a GUID, as 00062008-0000-0000-c000-000000000046");
}

const FORMS = ["hex", "base64", "text", "rtf", "file"] as const;

/** Digits as they stand, or a map of one form; `beside` are keys that mean something else. */
export function readBinary(node: SpecNode, ...beside: readonly string[]): Buffer | undefined {
  if (node.located.kind !== "map") return readForm(node, "hex");
  const forms = node.entries().filter(([key]) => !beside.includes(key) && key !== "type");
  const [form] = forms;
  if (forms.length === 1 && form && FORMS.includes(form[0] as never)) {
    return readForm(form[1], form[0] as (typeof FORMS)[number]);
  }
  return refused(node, `must have one of ${FORMS.join(", ")}`);
}

function readForm(node: SpecNode, form: (typeof FORMS)[number]): Buffer | undefined {
  const text = node.scalar;
  if (form === "hex") {
    const digits = typeof text === "string" ? text.replace(/\s/g, "") : "?";
    if (/^(?:[0-9a-f]{2})*$/i.test(digits)) return Buffer.from(digits, "hex");
    return refused(node, "must be bytes in hexadecimal digits, in quotes; or { text: … }, { base64: … }, { file: … }");
  }
  if (typeof text !== "string") return refused(node, "must be text; put it in quotes");
  if (form === "text") return Buffer.from(text, "utf8");
  if (form === "rtf") return compressRtf(Buffer.from(text, "latin1"));
  if (form === "base64") {
    return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text) ? Buffer.from(text, "base64") : refused(node, "must be base64");
  }
  return readFileFor(node, text);
}

/** Relative to the specification that names it. */
export function readFileFor(node: SpecNode, path: string): Buffer | undefined {
  try {
    return readBytes(resolveFile(node.located, [], path), path);
  } catch (error) {
    if (error instanceof CommandError) return refused(node, error.message);
    throw error;
  }
}
