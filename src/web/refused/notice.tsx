// Above the journeys: mail that never became one.
import { Time } from "../parts/time.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { useRefusals } from "./use-refusals.ts";
import "./refused.css";

export function RefusedNotice() {
  const { value = [] } = useRefusals();
  const [newest] = value;
  if (!newest) return null;
  const times = value.length === 1 ? "once" : `${value.length} times`;
  return (
    <p class="refused-notice" data-testid="refused-notice">
      <span aria-hidden="true">⊘</span> Mail was refused at the door {times}, and never came in. The newest,{" "}
      <Time at={newest.at} /> at <b>{newest.listener}</b>: {visibleText(newest.reply)}{" "}
      <a href="/refused">What was refused</a>
    </p>
  );
}
