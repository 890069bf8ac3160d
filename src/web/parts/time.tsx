// An instant: how long ago at a glance, exact in UTC on hover and to screen readers.
import { now } from "../api/clock.ts";
import { exact, relative } from "./time-words.ts";

export { duration, exact, relative } from "./time-words.ts";

export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(Date.parse(at), now.value)}
    </time>
  );
}
