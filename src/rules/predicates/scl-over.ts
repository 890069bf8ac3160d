// SCLOver: this spam confidence level or higher. A message that nobody gave one has none.
import type { MessagePredicate } from "../predicate.ts";

const HEADER = "X-MS-Exchange-Organization-SCL";

export const sclOver: MessagePredicate<number> = {
  scope: "message",
  wanted: (level) => [String(level)],
  ask(level, { item }) {
    const actual = Number.parseInt(item.headers.get(HEADER) ?? "", 10);
    if (Number.isNaN(actual)) return { held: false, seen: "the message has no spam confidence level" };
    return { held: actual >= level, seen: `the spam confidence level is ${actual}` };
  },
};
