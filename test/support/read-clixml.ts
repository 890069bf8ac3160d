// CLIXML as PSSerializer.Deserialize reads it, written from the format alone: [MS-PSRP] §2.2.5. Throws on what it forbids.

type Plain = unknown;
interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const unescaped = (text: string): string =>
  text
    .replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? fail(`entity ${name}`))
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function fail(what: string): never {
  throw new Error(`not CLIXML: ${what}`);
}

function parse(xml: string): Element {
  const root: Element = { tag: "", attributes: new Map(), children: [], text: "" };
  const open = [root];
  for (const [, end, tag = "", attributes = "", closed, text] of xml.matchAll(
    /<(\/?)(\w+)((?:\s+\w+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    const top = open.at(-1) ?? fail("too many ends");
    if (text !== undefined) top.text += text;
    else if (end) {
      if (open.pop()?.tag !== tag) fail(`</${tag}>`);
    } else {
      const pairs = [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(
        ([, name = "", value = ""]) => [name, value] as const,
      );
      const element: Element = { tag, attributes: new Map(pairs), children: [], text: "" };
      top.children.push(element);
      if (!closed) open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) fail("one root");
  return root.children[0] ?? fail("no root");
}

/** All objects; the primitive types of §2.2.5.1, the complex ones of §2.2.5.2. */
export function readCliXml(xml: string): Plain[] {
  const root = parse(xml);
  if (root.tag !== "Objs" || root.attributes.get("Version") !== "1.1.0.1") fail("<Objs Version>");
  const objects = new Map<string, Plain>();
  const types = new Set<string>();
  const value = (element: Element): Plain => {
    const { tag, text } = element;
    if (tag === "Nil") return null;
    if (tag === "S" || tag === "G" || tag === "TS" || tag === "URI") return unescaped(text);
    if (tag === "B") return text === "true" || (text === "false" ? false : fail(`<B>${text}`));
    if (/^(?:I16|I32|I64|U16|U32|U64|By|Db)$/.test(tag)) return Number(text);
    if (tag === "DT") return new Date(text.replace(/0000(?=Z|[+-])/, "")).toISOString();
    if (tag === "BA") return Buffer.from(text, "base64");
    if (tag === "Ref") return objects.get(element.attributes.get("RefId") ?? "") ?? fail("a Ref to nothing");
    if (tag !== "Obj") return fail(`<${tag}>`);
    const id = element.attributes.get("RefId") ?? fail("an Obj without RefId");
    if (objects.has(id)) fail(`RefId ${id} twice`);
    objects.set(id, {});
    const read = complex(element);
    objects.set(id, read);
    return read;
  };
  const complex = ({ children }: Element): Plain => {
    let read: Plain = {};
    for (const child of children) {
      if (child.tag === "TN") types.add(child.attributes.get("RefId") ?? fail("a TN without RefId"));
      else if (child.tag === "TNRef") {
        if (!types.has(child.attributes.get("RefId") ?? "")) fail("a TNRef before its TN");
      } else if (["LST", "IE", "QUE", "STK"].includes(child.tag)) read = child.children.map(value);
      else if (child.tag === "DCT") read = Object.fromEntries(child.children.map(entry));
      else if (child.tag === "MS" || child.tag === "Props") {
        const named = child.children.map((one) => [unescaped(one.attributes.get("N") ?? fail("no N")), value(one)]);
        read = { ...(read as object), ...Object.fromEntries(named) };
      } else if (child.tag !== "ToString") fail(`<${child.tag}> in an Obj`);
    }
    return read;
  };
  const entry = ({ children }: Element): [string, Plain] => {
    const of = (name: string) => children.find((one) => one.attributes.get("N") === name) ?? fail(`no ${name}`);
    return [String(value(of("Key"))), value(of("Value"))];
  };
  return root.children.map(value);
}
