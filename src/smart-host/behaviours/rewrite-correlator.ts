// Gives X-MS-TNEF-Correlator a value of the host's own, as hosts do that replace every Message-ID they see in a header.
// The key inside winmail.dat stays, so the stream no longer belongs to its message ([MS-OXCMAIL] §2.1.3.2.26); a host
// that knows TNEF changes both.

import { replaceField } from "../../mime/editing/edit-headers.ts";
import { applyEdits, type Edit, editPart } from "../../mime/editing/edits.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { newMessageId } from "../../runtime/ids.ts";
import { withCorrelationKey } from "../tnef/correlation-key.ts";
import { encodingWinmail, winmailEncodingOf } from "../tnef/encode-winmail.ts";
import { findingTnef, readingWinmail } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export const CORRELATOR = "X-MS-TNEF-Correlator";

export function rewriteCorrelator(what: "header" | "both" = "header"): Behaviour {
  return {
    name: "rewrite-correlator",
    needs: what === "both" ? "message" : "headers",
    apply(message, host) {
      // Mail without TNEF has the field too, and empty.
      if (!message.headers.get(CORRELATOR)) return;
      const key = newMessageId(host.hostname);
      return what === "both" ? runInTurns(rewritingBoth(message, key)) : rewriteHeader(message, key);
    },
  };
}

function rewriteHeader(message: RelayedMessage, key: string): void {
  message.headers = replaceField(message.headers, CORRELATOR, key);
  message.fate.notes.push(`${CORRELATOR} is now ${key}`);
}

function* rewritingBoth(message: RelayedMessage, key: string): Steps<void> {
  const { root, found } = yield* findingTnef(message);
  const edits: Edit[] = [];
  for (const { part } of found) {
    const tnef = yield* readingWinmail(part, message.body);
    if (typeof tnef === "string") {
      message.fate.notes.push(`${CORRELATOR} stays: ${tnef}`);
      return;
    }
    const written = yield* encodingWinmail(withCorrelationKey(tnef, key), part, winmailEncodingOf(part));
    edits.push(...editPart(message, part, root, written));
  }
  message.body = applyEdits(message.body, edits);
  rewriteHeader(message, key);
}
