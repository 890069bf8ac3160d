// Writes all recipients of the envelope into a header field, blind ones too.
import type { Behaviour } from "./behaviour.ts";

export function showRecipients(): Behaviour {
  return {
    name: "show-recipients",
    needs: "headers",
    apply({ envelope, headers }) {
      headers.prepend("X-Envelope-To", envelope.recipients.map(({ address }) => address).join(",\r\n "));
    },
  };
}
