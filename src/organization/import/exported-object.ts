// One object as a Get cmdlet showed it and ConvertTo-Json wrote it: properties in any case, enums as number or text,
// lists wrapped as {"value": […], "Count": 2} by Windows PowerShell.

export type ExportedValue = string | number | boolean | null | readonly ExportedValue[] | ExportedRecord;
export interface ExportedRecord {
  readonly [property: string]: ExportedValue;
}

export class ExportedObject {
  readonly #properties: ReadonlyMap<string, ExportedValue>;
  /** As they were spelled. */
  readonly names: readonly string[];

  constructor(record: ExportedRecord) {
    // What InvokeCommand says of types stands beside the values.
    this.names = Object.keys(record).filter((name) => !name.includes("@"));
    this.#properties = new Map(this.names.map((name) => [name.toLowerCase(), unwrapped(record[name] ?? null)]));
  }

  has(name: string): boolean {
    return this.#properties.has(name.toLowerCase());
  }

  /** Null where it isn't there. */
  get(name: string): ExportedValue {
    return this.#properties.get(name.toLowerCase()) ?? null;
  }

  text(name: string): string {
    return textOf(this.get(name));
  }

  /** One value is a list of one; null is an empty one. */
  list(name: string): string[] {
    const value = this.get(name);
    const values = Array.isArray(value) ? (value as readonly ExportedValue[]) : value === null ? [] : [value];
    return values.map(textOf).filter((text) => text !== "");
  }
}

function unwrapped(value: ExportedValue): ExportedValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unwrapped);
  const record = value as ExportedRecord;
  const keys = Object.keys(record).map((key) => key.toLowerCase());
  if (keys.includes("value") && keys.every((key) => ["value", "count", "isunlimited", "unlimited"].includes(key))) {
    const inside = Object.entries(record).find(([key]) => key.toLowerCase() === "value")?.[1] ?? null;
    return unwrapped(inside);
  }
  return record;
}

/** Of an object what it is called: an address first. */
const NAMES = ["PrimarySmtpAddress", "SmtpAddress", "Address", "Domain", "Name", "DisplayName", "Identity"];

function textOf(value: ExportedValue): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (typeof value !== "object") return String(value);
  const object = new ExportedObject(value as ExportedRecord);
  const name = NAMES.find((one) => object.get(one) !== null);
  return name === undefined ? JSON.stringify(value) : object.text(name);
}

/** Unset, as Get cmdlets show it. */
export function isUnset(value: ExportedValue): boolean {
  return value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);
}
