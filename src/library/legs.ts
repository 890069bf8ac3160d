// Crossings of connectors with their bytes.
import type { Sandbox as Composed } from "../sandbox.ts";
import type { LegFilter } from "../trace/legs.ts";
import type { Leg } from "./api.ts";
import { headersOf } from "./header-fields.ts";

export async function viewLegs({ legs }: Composed, filter: LegFilter = {}): Promise<readonly Leg[]> {
  const found = await legs.list(filter);
  return Promise.all(
    found.map(async (leg) => {
      const raw = (await legs.bytes(leg)) ?? Buffer.alloc(0);
      const { contentId: _, journeyId: __, size: ___, ...facts } = leg;
      return { ...facts, at: new Date(leg.at), headers: headersOf(raw), raw };
    }),
  );
}
