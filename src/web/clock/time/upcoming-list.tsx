// What will happen when time moves on, earliest first, with the steps of time between.
import { now } from "../../api/clock.ts";
import { Time } from "../../parts/time.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import type { Upcoming } from "./time-section.tsx";

const KINDS: Readonly<Record<Upcoming["kind"], readonly [sign: string, word: string]>> = {
  retry: ["↻", "retry"],
  leavesOutbox: ["→", "leaves the Outbox"],
  approvalExpires: ["⌛", "approval expires"],
  quarantineExpires: ["⌛", "quarantine expires"],
  recallIsFinal: ["↶", "recall becomes final"],
  smartHost: ["⇄", "smart host"],
  retention: ["✂", "retention"],
};

export function UpcomingList({ upcoming, step }: { upcoming: readonly Upcoming[]; step: number | undefined }) {
  if (upcoming.length === 0)
    return <p class="faint">Nothing waits for a later time: moving it on moves the clock alone.</p>;
  const until = now.value + (step ?? 24 * 3_600_000);
  return (
    <table class="upcoming stacks" data-testid="upcoming">
      <caption class="visually-hidden">What will happen</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Message</th>
        </tr>
      </thead>
      <tbody>
        {upcoming.map((one, index) => (
          <tr key={index} class={Date.parse(one.at) <= until ? "" : "later"}>
            <td>
              <Time at={one.at} />
            </td>
            <td>
              <span aria-hidden="true">{KINDS[one.kind][0]}</span> <b>{KINDS[one.kind][1]}</b> {one.sentence}
            </td>
            <td>
              <About one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function About({ one: { subject, journeyId, messageId } }: { one: Upcoming }) {
  if (subject === null) return <span class="faint">—</span>;
  const text = <bdi>{visibleText(subject) || "(no subject)"}</bdi>;
  const id = journeyId ?? messageId;
  return id === null ? text : <a href={`/journeys/${encodeURIComponent(id)}`}>{text}</a>;
}
