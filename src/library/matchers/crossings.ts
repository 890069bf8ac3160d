// What left over a connector, each with what came back of it.
import type { Journey, JourneyLeg } from "../../journey/journey.ts";
import type { Sandbox } from "../api.ts";

export interface Crossing {
  readonly left: JourneyLeg;
  /** Oldest first; several where the host parted the recipients. */
  readonly returned: readonly JourneyLeg[];
}

/** Connectors that a test may name: an outbound one, over which it leaves, or an inbound one, on which it comes back. */
export function connectorNamed({ organization }: Sandbox, name: string): { name: string; direction: "out" | "in" } {
  const is = (connector: { readonly name: string }) => connector.name.toLowerCase() === name.toLowerCase();
  const outbound = organization.outboundConnectors.find(is);
  if (outbound) return { name: outbound.name, direction: "out" };
  const inbound = organization.inboundConnectors.find(is);
  if (inbound) return { name: inbound.name, direction: "in" };
  const names = [...organization.outboundConnectors, ...organization.inboundConnectors].map((one) => `"${one.name}"`);
  throw new TypeError(`There is no connector "${name}"; there are ${names.join(", ") || "none"}`);
}

/** A return belongs to what left last before it for one of the same recipients. */
export function crossingsOf({ legs, passes }: Journey): readonly Crossing[] {
  const order = new Map(passes.map((pass, index) => [pass.networkMessageId, index]));
  const passOf = (leg: JourneyLeg) => order.get(leg.networkMessageId) ?? 0;
  const out = legs.filter((leg) => leg.direction === "out");
  const returns = new Map<JourneyLeg, JourneyLeg[]>(out.map((leg) => [leg, []]));
  for (const back of legs.filter((leg) => leg.direction === "in" && passOf(leg) > 0)) {
    // By passes, not by time: behind a cut-through host, leaving is written down after the return.
    const before = out.filter((leg) => passOf(leg) < passOf(back) && sharesRecipient(leg, back));
    const left = before.toSorted((a, b) => passOf(b) - passOf(a) || b.id - a.id)[0];
    if (left) returns.get(left)?.push(back);
  }
  return [...returns].map(([left, returned]) => ({ left, returned }));
}

/** Of the connector that a test named, or of any. */
export function crossedOver(journey: Journey, sandbox: Sandbox, connector: string | undefined): readonly Crossing[] {
  const crossings = crossingsOf(journey);
  if (connector === undefined) return crossings.filter(({ returned }) => returned.length > 0);
  const { name, direction } = connectorNamed(sandbox, connector);
  if (direction === "out") return crossings.filter(({ left }) => left.connector === name);
  return crossings.map(({ left, returned }) => ({ left, returned: returned.filter((leg) => leg.connector === name) }));
}

function sharesRecipient(a: JourneyLeg, b: JourneyLeg): boolean {
  const known = new Set(a.envelope.to.map((address) => address.toLowerCase()));
  return b.envelope.to.some((address) => known.has(address.toLowerCase()));
}
