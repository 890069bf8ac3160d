// A cmdlet's objects as OData: types that JSON lacks stand beside their values.
import { type CmdletObject, type CmdletResult, type CmdletValue, Guid } from "../../../cmdlets/cmdlet.ts";

export interface ResultPage {
  readonly context: string;
  readonly objects: readonly CmdletObject[];
  readonly warnings: readonly string[];
  readonly confirmation: CmdletResult["confirmation"];
  readonly nextLink: string | undefined;
}

export function resultBody(page: ResultPage, select: ReadonlySet<string> | undefined): Record<string, unknown> {
  return {
    "@odata.context": page.context,
    "adminapi.warnings@odata.type": "#Collection(String)",
    "@adminapi.warnings": page.warnings,
    ...(page.confirmation !== undefined && { "@adminapi.confirmationmessage": page.confirmation }),
    value: page.objects.map((object) => showObject(object, select)),
    ...(page.nextLink !== undefined && { "@odata.nextLink": page.nextLink }),
  };
}

function showObject(object: CmdletObject, select: ReadonlySet<string> | undefined): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    if (select && !select.has(name.toLowerCase())) continue;
    if (Array.isArray(value)) shown[`${name}@odata.type`] = "#Collection(String)";
    const type = dotNetType(value);
    if (type) shown[`${name}@data.type`] = type;
    shown[name] = showValue(value);
  }
  return shown;
}

function dotNetType(value: CmdletValue): string | undefined {
  if (value instanceof Guid) return "System.Guid";
  if (value instanceof Date) return "System.DateTime";
  return typeof value === "number" ? "System.Int32" : undefined;
}

/** "2026-07-23T21:51:45.0000000+00:00": .NET's round-trip form. */
function showValue(value: CmdletValue): unknown {
  if (value instanceof Guid) return value.text;
  return value instanceof Date ? value.toISOString().replace("Z", "0000+00:00") : value;
}
