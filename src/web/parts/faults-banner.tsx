// On every screen while a fault is on: that mail goes wrong on purpose, and the way out.
import { useEffect } from "preact/hooks";
import { faults, resetFaults, watchFaults } from "../api/faults.ts";
import { offer } from "./palette.tsx";
import "./faults-banner.css";

export function FaultsBanner() {
  useEffect(watchFaults, []);
  const on = faults.value.filter((fault) => fault.on);
  useEffect(
    () =>
      on.length === 0
        ? undefined
        : offer({ name: "Reset all faults", about: "nothing goes wrong on purpose any more", run: resetFaults }),
    [on.length],
  );
  if (on.length === 0) return null;
  return (
    <div class="faults-banner" role="status" data-testid="faults-banner">
      <span>
        <span aria-hidden="true">⚠</span> <b>{on.length === 1 ? "A fault is on" : `${on.length} faults are on`}</b>
        <span class="detail">
          : mail goes wrong on purpose ({on[0]?.text}
          {on.length > 1 && ", …"})
        </span>
      </span>
      <a href="/clock#faults">See them</a>
      <button type="button" onClick={() => void resetFaults()}>
        Reset faults
      </button>
    </div>
  );
}
