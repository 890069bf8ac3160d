// What the tenant's rule looks for on returning mail.
import { HeaderBlock } from "../../../mime/header-block.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { Lab } from "../../lab/lab.ts";
import type { RoundTrip } from "./round-trip.ts";

export function expectLoopHeader(lab: Lab, { what, passage }: RoundTrip): void {
  const { name, value } = lab.loopHeader;
  const came = headersOf(passage.first.bytes).all(name);
  if (came.some((one) => one.includes(value))) return;
  const how = came.length === 0 ? `without ${name}` : `with ${name}: ${came.join(", ")} instead of ${value}`;
  lab.fail(
    `The ${what} came back ${how}: the tenant sends it to the smart host again, until 5.4.14 Hop count exceeded.`,
  );
}

export const headersOf = (bytes: Buffer): HeaderBlock => HeaderBlock.parse(splitMessage(bytes).headers);
