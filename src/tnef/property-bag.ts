// Properties of one message, recipient or attachment, asked for by tag or name.
import { DEFAULT_CODE_PAGE, decodeCodePage } from "./code-page.ts";
import { millisecondsOf, ticksOf } from "./file-time.ts";
import { type MapiProperty, MULTI, type PropertyName, type PropertyValue, type SingleValue, TYPE } from "./property.ts";

export interface PropertyTag {
  /** 16 bits. */
  readonly id: number;
  readonly type: number;
  /** Canonical name of [MS-OXPROPS]. */
  readonly name: string;
}

/** A Date or a number of milliseconds may stand for SysTime, text for String8. */
export type SettableValue = PropertyValue | Date;

export class PropertyBag {
  /** Of String8 values. */
  readonly codepage: number;
  readonly #properties: MapiProperty[];

  constructor(properties: Iterable<MapiProperty> = [], codepage = DEFAULT_CODE_PAGE) {
    this.#properties = [...properties];
    this.codepage = codepage;
  }

  /** In order. */
  get list(): readonly MapiProperty[] {
    return this.#properties;
  }

  /** The first of that id, whatever its type. */
  find(tag: PropertyTag): MapiProperty | undefined {
    return this.#properties.find((property) => property.id === tag.id && !property.name);
  }

  named(name: PropertyName): MapiProperty | undefined {
    return this.#properties.find((property) => property.name && isSameName(property.name, name));
  }

  has(tag: PropertyTag): boolean {
    return this.find(tag) !== undefined;
  }

  text(tag: PropertyTag): string | undefined {
    return this.#text(this.find(tag)?.value);
  }

  texts(tag: PropertyTag): string[] {
    return this.#texts(this.find(tag)?.value);
  }

  number(tag: PropertyTag): number | undefined {
    return numberOf(this.find(tag)?.value);
  }

  boolean(tag: PropertyTag): boolean | undefined {
    const value = this.find(tag)?.value;
    return typeof value === "boolean" ? value : undefined;
  }

  binary(tag: PropertyTag): Buffer | undefined {
    const property = this.find(tag);
    return property?.type === TYPE.Binary && Buffer.isBuffer(property.value) ? property.value : undefined;
  }

  /** Milliseconds UTC. */
  time(tag: PropertyTag): number | undefined {
    const property = this.find(tag);
    return property?.type === TYPE.SysTime && typeof property.value === "bigint"
      ? millisecondsOf(property.value)
      : undefined;
  }

  namedText(name: PropertyName): string | undefined {
    return this.#text(this.named(name)?.value);
  }

  namedTexts(name: PropertyName): string[] {
    return this.#texts(this.named(name)?.value);
  }

  namedNumber(name: PropertyName): number | undefined {
    return numberOf(this.named(name)?.value);
  }

  /** In the place of the first of that id; at the end where there is none. */
  set(tag: PropertyTag, value: SettableValue): this {
    const property = { id: tag.id, type: tag.type, value: settled(tag.type, value) };
    const at = this.#properties.findIndex((other) => other.id === tag.id && !other.name);
    if (at < 0) this.#properties.push(property);
    else this.#properties[at] = property;
    return this;
  }

  setNamed(name: PropertyName, type: number, value: SettableValue): this {
    const at = this.#properties.findIndex((other) => other.name && isSameName(other.name, name));
    const id = at < 0 ? this.#freeId() : (this.#properties[at]?.id ?? 0x8000);
    const property = { id, type, name, value: settled(type, value) };
    if (at < 0) this.#properties.push(property);
    else this.#properties[at] = property;
    return this;
  }

  delete(tag: PropertyTag): void {
    const at = this.#properties.findIndex((other) => other.id === tag.id && !other.name);
    if (at >= 0) this.#properties.splice(at, 1);
  }

  #freeId(): number {
    return this.#properties.reduce((id, property) => (property.name ? Math.max(id, property.id + 1) : id), 0x8000);
  }

  #text(value: PropertyValue | undefined): string | undefined {
    if (typeof value === "string") return beforeNul(value);
    return Buffer.isBuffer(value) ? beforeNul(decodeCodePage(value, this.codepage)) : undefined;
  }

  #texts(value: PropertyValue | undefined): string[] {
    const values: readonly SingleValue[] = Array.isArray(value)
      ? value
      : value === undefined
        ? []
        : [value as SingleValue];
    return values.map((one) => this.#text(one)).filter((text) => text !== undefined);
  }
}

/** MAPI's texts end where the first NUL stands; what a list holds behind it is kept there, and no reader's. */
function beforeNul(text: string): string {
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

/** Names of text are compared as they stand; those of PS_INTERNET_HEADERS without case. [MS-OXPROPS] §1.3.2 */
export function isSameName(one: PropertyName, other: PropertyName): boolean {
  if (one.guid !== other.guid) return false;
  if ("lid" in one) return "lid" in other && one.lid === other.lid;
  if ("lid" in other) return false;
  return one.guid === PS_INTERNET_HEADERS
    ? one.text.toLowerCase() === other.text.toLowerCase()
    : one.text === other.text;
}

const PS_INTERNET_HEADERS = "00020386-0000-0000-c000-000000000046";

function numberOf(value: PropertyValue | undefined): number | undefined {
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : undefined;
}

function settled(type: number, value: SettableValue): PropertyValue {
  if ((type & ~MULTI) !== TYPE.SysTime) return value instanceof Date ? value.getTime() : value;
  return value instanceof Date ? ticksOf(value.getTime()) : typeof value === "number" ? ticksOf(value) : value;
}
