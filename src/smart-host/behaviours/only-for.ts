// Another behaviour, for some mail only. Products tell mail apart by its header: automatic mail, calendar mail, their own
// mark, a size or class that they leave alone; what they do wrong, they then do wrong to that mail alone.
import type { Behaviour } from "./behaviour.ts";

/** @param pattern over a whole header field, unfolded: "Content-Type: text/plain". */
export function onlyFor(pattern: RegExp, inner: Behaviour): Behaviour {
  return {
    name: "only-for",
    needs: inner.needs,
    async apply(message, host) {
      const fits = message.headers.fields.some(({ raw }) => pattern.test(raw.replace(/\r?\n(?=[ \t])/g, "").trimEnd()));
      if (fits) await inner.apply(message, host);
    },
  };
}
