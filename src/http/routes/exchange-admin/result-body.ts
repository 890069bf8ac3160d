// A cmdlet's objects as OData: types that JSON lacks stand beside their values.
import { type CmdletObject, type CmdletResult, type CmdletValue, Typed } from "../../../cmdlets/cmdlet.ts";
import { cliXml } from "./cli-xml.ts";

export interface ResultPage {
  readonly context: string;
  readonly objects: readonly CmdletObject[];
  readonly warnings: readonly string[];
  readonly confirmation: CmdletResult["confirmation"];
  readonly nextLink: string | undefined;
}

export interface ResultForm {
  /** Properties to show, in lower case; undefined: all. */
  readonly select: ReadonlySet<string> | undefined;
  /** X-ResponseFormat. */
  readonly format: "json" | "clixml";
}

export function resultBody(page: ResultPage, { select, format }: ResultForm): Record<string, unknown> {
  const objects = select ? page.objects.map((object) => selected(object, select)) : page.objects;
  return {
    "@odata.context": page.context,
    "adminapi.warnings@odata.type": "#Collection(String)",
    "@adminapi.warnings": page.warnings,
    ...(page.confirmation !== undefined && { "@adminapi.confirmationmessage": page.confirmation }),
    // All of a page is one text, as PSSerializer reads it back.
    value: format === "clixml" ? [{ _clixml: cliXml(objects) }] : objects.map(showObject),
    ...(page.nextLink !== undefined && { "@odata.nextLink": page.nextLink }),
  };
}

function selected(object: CmdletObject, select: ReadonlySet<string>): CmdletObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => select.has(name.toLowerCase())));
}

function showObject(object: CmdletObject): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    for (const [annotation, type] of Object.entries(typesOf(value))) shown[`${name}@${annotation}`] = type;
    shown[name] = showValue(value, name);
  }
  return shown;
}

/** OData tells these by a name of its own beside .NET's; it takes an Int32 and an instant for granted. */
const ODATA_TYPES: Readonly<Record<Typed["type"], string | undefined>> = {
  "System.Guid": "#Guid",
  "System.Int16": "#Int16",
  "System.Int64": "#Int64",
  "System.UInt32": undefined,
};

function typesOf(value: CmdletValue): Record<string, string> {
  if (value instanceof Typed) {
    const odata = ODATA_TYPES[value.type];
    return { "data.type": value.type, ...(odata !== undefined && { "odata.type": odata }) };
  }
  if (value instanceof Date) return { "data.type": "System.DateTime" };
  if (typeof value === "number") return { "data.type": "System.Int32" };
  if (!Array.isArray(value)) return {};
  const isOfObjects = value.some((one) => typeof one === "object");
  return { "odata.type": isOfObjects ? "#Collection(Exchange.GenericHashTable)" : "#Collection(String)" };
}

function showValue(value: CmdletValue, name: string): unknown {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Typed) return value.value;
  if (value instanceof Date) return showInstant(value, name);
  if (Array.isArray(value)) return value.map((one: CmdletValue) => showValue(one, name));
  return { "@odata.type": "#Exchange.GenericHashTable", ...showObject(value as CmdletObject) };
}

/** "2026-07-23T21:51:45.0000000+00:00": .NET's round-trip form; of WhenChangedUTC and its like with a Z. */
function showInstant(at: Date, name: string): string {
  return at.toISOString().replace("Z", name.endsWith("UTC") ? "0000Z" : "0000+00:00");
}
