// Gives every message a Message-ID of the host's own, as some gateways do. The field keeps its place and spelling.

import { replaceField } from "../../mime/editing/edit-headers.ts";
import { newMessageId } from "../../runtime/ids.ts";
import type { Behaviour } from "./behaviour.ts";

export function rewriteMessageId(options: { readonly domain?: string } = {}): Behaviour {
  return {
    name: "rewrite-message-id",
    needs: "headers",
    apply(message, host) {
      const id = newMessageId(options.domain ?? host.hostname);
      message.fate.notes.push(`Message-ID is now ${id}`);
      message.headers = replaceField(message.headers, "Message-ID", id);
    },
  };
}
