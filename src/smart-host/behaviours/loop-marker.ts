// Stamps the header field by which the tenant's rule knows mail that came back.
import type { Behaviour } from "./behaviour.ts";

export interface HeaderOption {
  readonly header: string;
  readonly value: string;
}

export const LOOP_MARKER: HeaderOption = { header: "X-Sandbox-Signature", value: "true" };

export function loopMarker({ header, value }: HeaderOption = LOOP_MARKER): Behaviour {
  return {
    name: "loop-marker",
    needs: "headers",
    apply(message) {
      if (message.headers.all(header).includes(value)) return;
      message.headers.prepend(header, value);
    },
  };
}
