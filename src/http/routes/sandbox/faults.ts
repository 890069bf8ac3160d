// /api/faults: what goes wrong on the wire, live.
import type { FaultState } from "../../../faults/fault-list.ts";
import { formatFault } from "../../../faults/fault-text.ts";
import { asFault, faultParts } from "../../../faults/schema.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const fault = z
  .object({
    id: z.string(),
    text: z.string().describe("the same in one line, as the command line takes it"),
    ...faultParts.shape,
    seen: z.int().describe("how often it could have applied"),
    hits: z.int().describe("how often it did"),
    on: z.boolean().describe("false: it waits until it is switched on again"),
  })
  .openapi("Fault", { description: "What goes wrong, on which hop, in which phase, when, and to whose mail." });

const removal = z.object({ removed: z.int().describe("how many") });

const EXAMPLE = {
  hop: "return",
  phase: "endOfData",
  action: { kind: "reply", reply: "451 4.7.1 Come back later" },
  when: { nth: 2 },
};

// Made here, where schemas know of OpenAPI.
const newFault = z.strictObject(faultParts.shape).transform(asFault).openapi({ example: EXAMPLE });
const switching = z.strictObject({ on: z.boolean().default(true) }).openapi({ example: { on: false } });
const faultId = z.string().min(1).max(40).openapi({ description: "its id", example: "fault-1" });

export function addFaults(api: Api, { faults }: Pick<HttpServices, "faults">): void {
  api.add(
    {
      id: "listFaults",
      method: "get",
      path: "/faults",
      group: "faults",
      summary: "The faults in force, in the order in which they were added",
      answer: z.object({ faults: z.array(fault) }),
    },
    () => ({ faults: faults.list().map(shown) }),
  );
  api.add(
    {
      id: "addFault",
      method: "post",
      path: "/faults",
      group: "faults",
      summary: "Something goes wrong from now on",
      description:
        "Hop `smartHost` is the built-in smart host, `outbound` the tenant as client of its next hops, `return` its listener for what comes back. A fault acts on the wire: what was answered with 250 is kept and tried again.",
      body: newFault,
      answer: fault,
      status: 201,
    },
    ({ body }) => {
      const added = faults.add(body);
      return shown({ fault: added, seen: 0, hits: 0, on: true });
    },
  );
  api.add(
    {
      id: "resetFaults",
      method: "delete",
      path: "/faults",
      group: "faults",
      summary: "Nothing goes wrong any more: removes all, those of the configuration file too",
      answer: removal,
    },
    () => ({ removed: faults.reset() }),
  );
  api.add(
    {
      id: "removeFault",
      method: "delete",
      path: "/faults/{id}",
      group: "faults",
      summary: "Removes one fault",
      params: { id: faultId },
      answer: removal,
      failures: { 404: "There is no such fault." },
    },
    ({ params: { id } }) => {
      if (!faults.remove(id)) throw problem(404, unknownFault(id));
      return { removed: 1 };
    },
  );
  api.add(
    {
      id: "switchFault",
      method: "patch",
      path: "/faults/{id}",
      group: "faults",
      summary: "Switches one fault off or on; it keeps its place, its schedule and its counts",
      params: { id: faultId },
      body: switching,
      answer: fault,
      failures: { 404: "There is no such fault." },
    },
    ({ params: { id }, body: { on } }) => {
      const state = faults.switch(id, on);
      if (!state) throw problem(404, unknownFault(id));
      return shown(state);
    },
  );
}

const unknownFault = (id: string): string => `There is no fault ${id}; GET /api/faults lists them.`;

const shown = ({ fault: one, ...state }: FaultState) =>
  ({ text: formatFault(one), ...one, ...state }) as z.input<typeof fault>;
