// An ordered block of header fields over their original bytes. RFC 5322 §2.2: a field nobody edits leaves as it came.
// Bytes are held as latin1 text, one character a byte.

export interface HeaderField {
  /** As written. */
  readonly name: string;
  /** The whole field with its folding and final CRLF, one character a byte. */
  readonly raw: string;
}

export class HeaderBlock {
  #fields: HeaderField[];
  /** By lower-case name, made when first asked for; gone with each edit. */
  #byName: ReadonlyMap<string, readonly HeaderField[]> | undefined;

  constructor(fields: HeaderField[] = []) {
    this.#fields = fields;
  }

  /** Reads a header block without the blank line that ends it. Lines that are no field stay with the field above. */
  static parse(bytes: Buffer): HeaderBlock {
    const text = bytes.toString("latin1");
    const fields: HeaderField[] = [];
    let start = 0;
    while (start < text.length) {
      let end = nextLine(text, start);
      // A folded line, or one that is no field at all, belongs to what stands above it.
      while (end < text.length && !startsField(text, end)) end = nextLine(text, end);
      const raw = text.slice(start, end);
      const colon = startsField(raw, 0) ? raw.indexOf(":") : -1;
      fields.push({ name: colon < 0 ? "" : raw.slice(0, colon).trimEnd(), raw });
      start = end;
    }
    return new HeaderBlock(fields);
  }

  get fields(): readonly HeaderField[] {
    return this.#fields;
  }

  /** Without the blank line that ends the block. */
  get byteLength(): number {
    let length = 0;
    for (const field of this.#fields) length += field.raw.length;
    return length;
  }

  clone(): HeaderBlock {
    return new HeaderBlock([...this.#fields]);
  }

  has(name: string): boolean {
    return this.#index(name) >= 0;
  }

  /** First value, unfolded, as it stands (no RFC 2047 decoding). */
  get(name: string): string | undefined {
    const at = this.#index(name);
    const field = at < 0 ? undefined : this.#fields[at];
    return field && fieldValue(field);
  }

  all(name: string): string[] {
    return this.fieldsNamed(name).map(fieldValue);
  }

  fieldsNamed(name: string): readonly HeaderField[] {
    this.#byName ??= Map.groupBy(this.#fields, (field) => field.name.toLowerCase());
    return this.#byName.get(name.toLowerCase()) ?? [];
  }

  /** Replaces the first field of that name in its place and removes the others; adds at the end where there is none. */
  set(name: string, value: string): void {
    this.#byName = undefined;
    const at = this.#index(name);
    const field = makeField(name, value);
    if (at < 0) {
      this.#fields.push(field);
      return;
    }
    const wanted = name.toLowerCase();
    this.#fields = this.#fields.filter((f, index) => index === at || f.name.toLowerCase() !== wanted);
    this.#fields[at] = field;
  }

  prepend(name: string, value: string): void {
    this.#byName = undefined;
    this.#fields.unshift(makeField(name, value));
  }

  append(name: string, value: string): void {
    this.#byName = undefined;
    this.#fields.push(makeField(name, value));
  }

  /** Inserts behind the first field of the name `after`; at the end where there is none. */
  insertAfter(after: string, name: string, value: string): void {
    this.#byName = undefined;
    const at = this.#index(after);
    this.#fields.splice(at < 0 ? this.#fields.length : at + 1, 0, makeField(name, value));
  }

  remove(name: string): number {
    const wanted = name.toLowerCase();
    return this.removeWhere((field) => field.name.toLowerCase() === wanted);
  }

  removeWhere(matches: (field: HeaderField) => boolean): number {
    this.#byName = undefined;
    const before = this.#fields.length;
    this.#fields = this.#fields.filter((field) => !matches(field));
    return before - this.#fields.length;
  }

  /** Same place and value, other name. */
  rename(name: string, newName: string): void {
    this.#byName = undefined;
    const wanted = name.toLowerCase();
    this.#fields = this.#fields.map((field) =>
      field.name.toLowerCase() === wanted
        ? { name: newName, raw: newName + field.raw.slice(field.raw.indexOf(":")) }
        : field,
    );
  }

  /** Without the blank line that ends the block. */
  toBuffer(): Buffer {
    let text = "";
    for (const field of this.#fields) text += field.raw;
    return Buffer.from(text, "latin1");
  }

  #index(name: string): number {
    const wanted = name.toLowerCase();
    const length = wanted.length;
    return this.#fields.findIndex((field) => field.name.length === length && field.name.toLowerCase() === wanted);
  }
}

/** Unfolded value without surrounding blanks, bytes as latin1. RFC 5322 §2.2.3. */
export function fieldValue(field: HeaderField): string {
  return field.raw
    .slice(field.raw.indexOf(":") + 1)
    .replace(/\r?\n(?=[ \t])/g, "")
    .replace(/\r?\n$/, "")
    .trim();
}

/** A field that no value can break out of: line ends in `value` become blanks. Text beyond latin1 is written as UTF-8. */
export function makeField(name: string, value: string): HeaderField {
  const safe = value.trim().replace(/[\r\n][\r\n\t ]*/g, (run) => (/^\r\n[\t ]+$/.test(run) ? run : " "));
  return { name, raw: Buffer.from(`${name}: ${safe}\r\n`, "utf8").toString("latin1") };
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end + 1;
}

/** RFC 5322 §2.2: printable US-ASCII but colon, then a colon (blanks before it are obsolete syntax, §4.5). */
function startsField(text: string, at: number): boolean {
  let index = at;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x3a) return index > at;
    if (code === 0x20 || code === 0x09) break;
    if (code < 0x21 || code > 0x7e) return false;
  }
  if (index === at) return false;
  while (text.charCodeAt(index) === 0x20 || text.charCodeAt(index) === 0x09) index += 1;
  return text.charCodeAt(index) === 0x3a;
}
