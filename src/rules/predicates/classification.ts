// HasClassification, HasNoClassification: no message in the sandbox has one.
import type { MessagePredicate } from "../predicate.ts";

const seen = "the message has no classification";

export const hasClassification: MessagePredicate<string> = {
  scope: "message",
  wanted: (name) => [name],
  ask: () => ({ held: false, seen }),
};

export const hasNoClassification: MessagePredicate<true> = {
  scope: "message",
  wanted: () => ["true"],
  ask: () => ({ held: true, seen }),
};
