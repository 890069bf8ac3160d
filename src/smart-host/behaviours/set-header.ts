// Gives a field another value, as gateways do that date, thread or classify mail by rules of their own: the first of that
// name in its place, at the end where there is none.
import { replaceField } from "../../mime/editing/edit-headers.ts";
import type { Behaviour } from "./behaviour.ts";
import type { HeaderOption } from "./loop-marker.ts";

export function setHeader({ header, value }: HeaderOption): Behaviour {
  return {
    name: "set-header",
    needs: "headers",
    apply(message) {
      message.headers = replaceField(message.headers, header, value);
      message.fate.notes.push(`${header} is now ${value}`);
    },
  };
}
