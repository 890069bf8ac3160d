// Parameter values as PowerShell modules put them into JSON: tagged hashtables and byte arrays, type annotations beside.
import { HttpError } from "../../http-error.ts";

const BYTE_ARRAY = "#exchange.bytearraytype";

/** Annotations ("Members@odata.type") say nothing that the values don't. */
export function readParameters(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => !name.includes("@"))
      .map(([name, value]) => [name, readValue(name, value)]),
  );
}

/** A hashtable becomes an object, a byte array a Buffer, all else stays. */
function readValue(name: string, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((one) => (isDataAlone(one) ? readBytes(name, one.Data) : readValue(name, one)));
  if (typeof value !== "object" || value === null) return value;
  const table = value as Readonly<Record<string, unknown>>;
  const type = String(table["@odata.type"] ?? "").toLowerCase();
  return type === BYTE_ARRAY ? readBytes(name, table.Data) : readParameters(table);
}

/** A byte[][] is a list of {"Data": …} without a type. */
const isDataAlone = (value: unknown): value is { Data: unknown } =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "Data";

function readBytes(name: string, data: unknown): Buffer {
  const isBase64 = typeof data === "string" && /^[a-z0-9+/]*={0,2}$/i.test(data) && data.length % 4 === 0;
  if (isBase64) return Buffer.from(data, "base64");
  throw new HttpError(400, "BadRequest", `CmdletInput.Parameters.${name}.Data: must be base64 text`);
}
