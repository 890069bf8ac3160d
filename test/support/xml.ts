// Reads XML strictly, as far as reports use it: a tree, or an error that says what is not well-formed.

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN = /<\/([\w-]+)>|<([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

export function parseXml(text: string): XmlElement {
  const document = text.replace(/^<\?xml version="1.0"[^?]*\?>/, "");
  // XML 1.0 §2.2
  if (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(document))
    throw new Error("not a character of XML");
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let end = 0;
  for (const [token, closed, opened, attributes = "", isEmpty, content] of document.matchAll(TOKEN)) {
    end += token.length;
    const parent = open.at(-1) as XmlElement;
    if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}> closes another element`);
    if (content !== undefined) parent.text += decode(content);
    if (opened === undefined) continue;
    const element = { name: opened, attributes: attributesOf(attributes), children: [], text: "" };
    parent.children.push(element);
    if (isEmpty === "") open.push(element);
  }
  if (end !== document.length) throw new Error(`no XML from ${JSON.stringify(document.slice(end, end + 40))}`);
  const [only, ...others] = root.children;
  if (!only || others.length > 0 || open.length > 1) throw new Error("no single element holds all of it");
  return only;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`${name} is given twice`);
    attributes[name] = decode(value);
  }
  return attributes;
}

function decode(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (_, name: string) => {
    const letter = NAMED[name.replace(/;$/, "")];
    if (letter === undefined || !name.endsWith(";")) throw new Error(`no such entity: &${name}`);
    return letter;
  });
}
