// A fault that a test sets: its line read, its hits told even after it ended.
import { readFault } from "../faults/fault-text.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { FaultInForce } from "./api.ts";

export function putInForce(on: Pick<Composed, "faults">, line: string): FaultInForce {
  const { id } = on.faults.add(readFault(line));
  let last = 0;
  const hits = () => {
    last = on.faults.list().find(({ fault }) => fault.id === id)?.hits ?? last;
    return last;
  };
  return {
    get hits() {
      return hits();
    },
    end() {
      hits();
      on.faults.remove(id);
    },
  };
}
