// MessageSizeOver: header block and body, this size or more.
import { formatSize } from "../../organization/units.ts";
import type { MessagePredicate } from "../predicate.ts";

export const messageSizeOver: MessagePredicate<number> = {
  scope: "message",
  wanted: (size) => [formatSize(size)],
  ask(size, { item }) {
    const actual = item.headers.toBuffer().length + item.body.size;
    return { held: actual >= size, seen: `the message has ${actual} bytes` };
  },
};
