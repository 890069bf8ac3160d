// Gives X-MS-TNEF-Correlator a value of the host's own, as hosts do that replace every Message-ID they see in a header.
// The key inside winmail.dat stays, so the stream no longer belongs to its message. [MS-OXCMAIL] §2.1.3.2.26
import { newMessageId } from "../../runtime/ids.ts";
import { replaceField } from "../edit-headers.ts";
import type { Behaviour } from "./behaviour.ts";

export const CORRELATOR = "X-MS-TNEF-Correlator";

export function rewriteCorrelator(): Behaviour {
  return {
    name: "rewrite-correlator",
    needs: "headers",
    apply(message, host) {
      // Mail without TNEF has the field too, and empty.
      if (!message.headers.get(CORRELATOR)) return;
      const key = newMessageId(host.hostname);
      message.headers = replaceField(message.headers, CORRELATOR, key);
      message.fate.notes.push(`${CORRELATOR} is now ${key}`);
    },
  };
}
