// A specification in YAML as a message: docs/tnef.md "Specification".
import { basename } from "node:path";
import { readYaml } from "../../../organization/yaml-source.ts";
import { DEFAULT_CODE_PAGE } from "../../../tnef/code-page.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "../../../tnef/message.ts";
import { type MapiProperty, TYPE, typeName, typeNamed } from "../../../tnef/property.ts";
import { PropertyBag } from "../../../tnef/property-bag.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import type { WriteMessageOptions } from "../../../tnef/write-message.ts";
import { refuse, SpecNode } from "./problems.ts";
import { type PropertyKey, readPropertyKey } from "./property-key.ts";
import { readFileFor, readValue } from "./read-value.ts";

export interface Spec {
  readonly message: MapiMessage;
  readonly options: WriteMessageOptions;
}

/** Throws CommandError with all that is wrong. */
export function readSpec(text: string, file: string): Spec {
  const { tree, problems } = readYaml(text, file);
  refuse(problems);
  const root = new SpecNode(tree, [], problems);
  root.knows("form", "key", "codepage", "properties", "recipients", "attachments");
  const options = readOptions(root);
  const message = readMessage(root, options.codepage);
  refuse(problems);
  return { message, options };
}

function readOptions(root: SpecNode): WriteMessageOptions {
  const form = root.child("form");
  if (form && form.scalar !== "exchange" && form.scalar !== "outlook") form.say("must be exchange or outlook");
  return {
    form: form?.scalar === "outlook" ? "outlook" : "exchange",
    key: wholeNumber(root.child("key"), 1, 0xffff) ?? 1,
    codepage: wholeNumber(root.child("codepage"), 1, 65_001) ?? DEFAULT_CODE_PAGE,
  };
}

function wholeNumber(node: SpecNode | undefined, least: number, most: number): number | undefined {
  if (!node) return undefined;
  const { scalar } = node;
  if (typeof scalar === "number" && Number.isInteger(scalar) && scalar >= least && scalar <= most) return scalar;
  node.say(`must be a whole number from ${least} to ${most}`);
  return undefined;
}

function readMessage(node: SpecNode, codepage: number): MapiMessage {
  return {
    properties: readProperties(node.child("properties"), codepage),
    recipients:
      node
        .child("recipients")
        ?.items()
        .map((item) => readProperties(item, codepage)) ?? [],
    attachments:
      node
        .child("attachments")
        ?.items()
        .map((item) => readAttachment(item, codepage)) ?? [],
  };
}

function readAttachment(node: SpecNode, codepage: number): MapiAttachment {
  node.knows("name", "file", "text", "message", "properties");
  const contents = ["file", "text", "message"].filter((key) => node.child(key));
  if (contents.length > 1) node.say(`has ${contents.join(" and ")}; keep one`);
  const properties = readProperties(node.child("properties"), codepage);
  const usual = (tag: (typeof TAG)[keyof typeof TAG], value: string | number | Buffer) => {
    if (!properties.has(tag)) properties.set(tag, value);
  };
  const name = textOf(node.child("name"));
  const message = node.child("message");
  if (message) {
    message.knows("properties", "recipients", "attachments");
    const embedded = readMessage(message, codepage);
    usual(TAG.PidTagAttachMethod, ATTACH_METHOD.embeddedMessage);
    const title = name ?? embedded.properties.text(TAG.PidTagSubject);
    if (title !== undefined) usual(TAG.PidTagDisplayName, title);
    return { properties, embedded };
  }
  const file = node.child("file");
  const path = textOf(file);
  const content = file && path !== undefined ? readFileFor(file, path) : asBytes(textOf(node.child("text")));
  const title = name ?? (path === undefined ? undefined : basename(path));
  if (title !== undefined) usual(TAG.PidTagAttachLongFilename, title);
  if (content) {
    usual(TAG.PidTagAttachMethod, ATTACH_METHOD.byValue);
    usual(TAG.PidTagAttachDataBinary, content);
  }
  return { properties };
}

const asBytes = (text: string | undefined): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text));

function textOf(node: SpecNode | undefined): string | undefined {
  if (!node) return undefined;
  if (typeof node.scalar === "string" && node.scalar !== "") return node.scalar;
  node.say("must be text; put it in quotes");
  return undefined;
}

/** In the order in which they stand there. */
function readProperties(node: SpecNode | undefined, codepage: number): PropertyBag {
  const properties: MapiProperty[] = [];
  for (const [text, value] of node?.entries() ?? []) {
    const key = readPropertyKey(text);
    if ("problem" in key) value.sayOnKey(key.problem);
    else readProperty(key, value, codepage, properties);
  }
  return new PropertyBag(properties, codepage);
}

function readProperty(key: PropertyKey, node: SpecNode, codepage: number, properties: MapiProperty[]): void {
  const type = typeOf(key, node);
  if (type === undefined) return;
  const isAlone = node.child("value") !== undefined;
  if (isAlone) node.knows("type", "value");
  const value = readValue(isAlone ? (node.child("value") as SpecNode) : node, type, codepage);
  if (value === undefined) return;
  const named = properties.filter(({ name }) => name).length;
  const id = key.id ?? 0x8000 + named;
  if (key.id !== undefined && properties.some((other) => other.id === id))
    node.sayOnKey("stands here twice, by tag and by name");
  properties.push({ id, type, ...(key.name && { name: key.name }), value });
}

function typeOf(key: PropertyKey, node: SpecNode): number | undefined {
  const said = node.child("type");
  if (!said) {
    if (key.type === undefined) node.say("is not known here: say its type, as in { type: Int32, value: 1 }");
    return key.type;
  }
  // YAML reads the word Null as nothing.
  const type = said.scalar === null ? TYPE.Null : typeof said.scalar === "string" ? typeNamed(said.scalar) : undefined;
  if (type === undefined) said.say(`is no type; there are ${TYPE_NAMES}, and each with Multiple before it`);
  return type;
}

const TYPE_NAMES = Object.values(TYPE)
  .filter((type) => type !== TYPE.Unspecified)
  .map(typeName)
  .join(", ");
