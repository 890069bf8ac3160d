// CLIXML, the form that Exchange Online's PowerShell module asks for: what PSSerializer.Deserialize reads. [MS-PSRP] §2.2.5
import { type CmdletObject, type CmdletValue, Typed } from "../../../cmdlets/cmdlet.ts";

const NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04";

export function cliXml(objects: readonly CmdletObject[]): string {
  const writer = new Writer();
  const written = objects.map((object) => writer.object(object)).join("");
  return `<Objs Version="1.1.0.1" xmlns="${NAMESPACE}">${written}</Objs>`;
}

const TAGS: Readonly<Record<Typed["type"], string>> = {
  "System.Guid": "G",
  "System.Int16": "I16",
  "System.Int64": "I64",
  "System.UInt32": "U32",
};

/** Objects and their lists of types are numbered through one text. */
class Writer {
  #objects = 0;
  readonly #types = new Map<string, number>();

  object(object: CmdletObject, name?: string): string {
    const properties = () => Object.entries(object).map(([property, value]) => this.#value(value, property));
    return this.#wrapped(
      "System.Management.Automation.PSCustomObject",
      () => `<MS>${properties().join("")}</MS>`,
      name,
    );
  }

  #value(value: CmdletValue, name?: string): string {
    if (value === null) return `<Nil${named(name)} />`;
    if (typeof value === "string") return element("S", escaped(value), name);
    if (typeof value === "boolean") return element("B", String(value), name);
    if (typeof value === "number") return element("I32", String(value), name);
    if (value instanceof Date) return element("DT", value.toISOString().replace("Z", "0000Z"), name);
    if (value instanceof Typed) return element(TAGS[value.type], String(value.value), name);
    if (!Array.isArray(value)) return this.object(value as CmdletObject, name);
    const items = () => value.map((one: CmdletValue) => this.#value(one)).join("");
    return this.#wrapped("System.Collections.ArrayList", () => `<LST>${items()}</LST>`, name);
  }

  /** Numbered before its content: what refers to a number comes behind it. */
  #wrapped(type: string, content: () => string, name?: string): string {
    const reference = this.#objects++;
    const types = this.#typeNames(type);
    return `<Obj${named(name)} RefId="${reference}">${types}${content()}</Obj>`;
  }

  #typeNames(type: string): string {
    const known = this.#types.get(type);
    if (known !== undefined) return `<TNRef RefId="${known}" />`;
    const reference = this.#types.size;
    this.#types.set(type, reference);
    return `<TN RefId="${reference}"><T>${type}</T><T>System.Object</T></TN>`;
  }
}

const named = (name: string | undefined): string => (name === undefined ? "" : ` N="${escaped(name)}"`);
const element = (tag: string, content: string, name?: string): string => `<${tag}${named(name)}>${content}</${tag}>`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that XML lacks, or that look like this escape, are written _xHHHH_. [MS-PSRP] §2.2.5.3.2 */
function escaped(text: string): string {
  return text
    .replace(
      /_(?=x[0-9a-f]{4}_)|[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gi,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    )
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
