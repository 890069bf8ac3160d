// A stream in which one property of the message is another; every other byte of a stream without flaws stays.
import { ATTRIBUTE } from "./attributes.ts";
import { PropertyBag, type PropertyTag, type SettableValue } from "./property-bag.ts";
import { readProperties, writeProperties } from "./property-list.ts";
import type { TnefAttribute, TnefStream } from "./stream.ts";

/** In its place, or behind the others; a stream without a list of properties gets one. Throws TnefSyntaxError. */
export function withProperty(
  { key, attributes }: Pick<TnefStream, "key" | "attributes">,
  tag: PropertyTag,
  value: SettableValue,
): Pick<TnefStream, "key" | "attributes"> {
  const isList = ({ id }: TnefAttribute) => id === ATTRIBUTE.attMsgProps;
  const set = (data: Buffer) => writeProperties(new PropertyBag(readProperties(data)).set(tag, value).list);
  if (attributes.some(isList)) {
    return { key, attributes: attributes.map((each) => (isList(each) ? { ...each, data: set(each.data) } : each)) };
  }
  // Attributes of the message stand before those of its attachments.
  const at = attributes.findIndex(({ level }) => level === "attachment");
  const data = writeProperties(new PropertyBag().set(tag, value).list);
  const made: TnefAttribute = { level: "message", id: ATTRIBUTE.attMsgProps, data, offset: 0 };
  return { key, attributes: attributes.toSpliced(at < 0 ? attributes.length : at, 0, made) };
}
