// The sandbox's time, moved on: by an hour, a day or as one likes, with what that will bring.

import { useEffect, useState } from "preact/hooks";
import type { Answers } from "../../api/answers.ts";
import { advanceClock, clock, now, readClock, tick } from "../../api/clock.ts";
import { get } from "../../api/http.ts";
import { command } from "../../parts/command.ts";
import { Copy } from "../../parts/copy.tsx";
import { CopyCurl } from "../../parts/copy-curl.tsx";
import { Failure } from "../../parts/failure.tsx";
import { offer } from "../../parts/palette.tsx";
import { exact } from "../../parts/time.tsx";
import { useLoaded } from "../../parts/use-loaded.ts";
import { resets } from "../resets.ts";
import { howFar, parseDuration, within } from "./due.ts";
import { UpcomingList } from "./upcoming-list.tsx";

export type Upcoming = Answers["listUpcoming"]["upcoming"][number];

const STEPS = ["1h", "24h"] as const;

export function TimeSection() {
  const [custom, setCustom] = useState("");
  const [moving, setMoving] = useState<string>();
  const [moved, setMoved] = useState("");
  const [error, setError] = useState<Error>();
  const due = useLoaded(
    () => get<Answers["listUpcoming"]>("/api/clock/upcoming"),
    [resets.value],
    () => true,
  );
  const upcoming = due.value?.upcoming ?? [];

  useEffect(() => {
    void readClock().catch(() => undefined);
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);

  const advance = async (by: string) => {
    const from = now.value;
    const expected = within(upcoming, from, parseDuration(by) ?? 0).length;
    setMoving(by);
    setError(undefined);
    try {
      await advanceClock(by);
      setMoved(`Moved on by ${by}${expected > 0 ? `; what was listed until then (${expected}) has happened` : ""}.`);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setMoving(undefined);
      due.reload();
    }
  };
  useEffect(
    () =>
      offer(
        ...STEPS.map((by) => ({
          name: `Advance time by ${by}`,
          about: "what is due happens",
          run: () => void advance(by),
        })),
      ),
    [upcoming],
  );

  const customMs = parseDuration(custom);
  return (
    <section aria-labelledby="time-title">
      <h2 id="time-title">Time</h2>
      <p class="instant" data-testid="sandbox-time">
        <span class="mono">{exact(new Date(now.value).toISOString()).replace(/\.\d+/, "")}</span>{" "}
        <span class="faint">{clock.value && howFar(clock.value)}</span>
      </p>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          if (customMs !== undefined) void advance(custom.trim());
        }}
      >
        {STEPS.map((by) => (
          <button
            key={by}
            type="button"
            disabled={moving !== undefined}
            onClick={() => void advance(by)}
            data-testid={`advance-${by}`}
          >
            Advance {by.replace("h", " h")}
            <small> {within(upcoming, now.value, parseDuration(by) ?? 0).length} due</small>
          </button>
        ))}
        <label>
          <span class="visually-hidden">Advance by</span>
          <input
            size={9}
            placeholder="90m, 3d"
            value={custom}
            onInput={(event) => setCustom(event.currentTarget.value)}
            aria-invalid={custom !== "" && customMs === undefined}
            data-testid="advance-by"
          />
        </label>
        <button type="submit" disabled={moving !== undefined || customMs === undefined || customMs === 0}>
          Advance
        </button>
        <output aria-live="polite">{moving === undefined ? moved : `Moving on by ${moving} …`}</output>
      </form>
      {error && <Failure error={error} />}
      {due.error && <Failure error={due.error} retry={due.reload} />}
      <UpcomingList upcoming={upcoming} step={customMs} />
      <Copy text={command(`clock advance ${customMs ? custom.trim() : "24h"}`)} label="the command" />{" "}
      <CopyCurl path="/api/clock/upcoming" />
    </section>
  );
}
