// Writes fields twice, as programs do that add what they take for missing: they look for a name in another case, or write
// the fields of the message and those of its first part.
import { HeaderBlock, type HeaderField } from "../../mime/header-block.ts";
import type { Behaviour } from "./behaviour.ts";

export function repeatHeaders(pattern: RegExp): Behaviour {
  return {
    name: "repeat-headers",
    needs: "headers",
    apply(message) {
      const isMeant = ({ name }: HeaderField) => name !== "" && pattern.test(name);
      message.headers = new HeaderBlock(
        message.headers.fields.flatMap((field) => (isMeant(field) ? [field, field] : [field])),
      );
    },
  };
}
