// Writes the names of fields in lower case, as programs do that keep header fields in a map by name. The values stay.
import { HeaderBlock } from "../../mime/header-block.ts";
import type { Behaviour } from "./behaviour.ts";

export function lowerCaseHeaders(): Behaviour {
  return {
    name: "lower-case-headers",
    needs: "headers",
    apply(message) {
      message.headers = new HeaderBlock(
        message.headers.fields.map(({ name, raw }) => {
          const lower = name.toLowerCase();
          return { name: lower, raw: lower + raw.slice(name.length) };
        }),
      );
    },
  };
}
