// One message: its way on the left, and whatever is chosen of it on the right.
import { useEffect } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import type { StreamEvent } from "../api/events.ts";
import { get } from "../api/http.ts";
import type { Journey as JourneyDetail } from "../api/types.ts";
import { command } from "../parts/command.ts";
import { Failure } from "../parts/failure.tsx";
import { offer } from "../parts/palette.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { useTitle } from "../parts/use-title.ts";
import { RefusedOnItsWayBack } from "../refused/on-its-way-back.tsx";
import { isComparable, JourneyHeader } from "./header.tsx";
import { Inspector } from "./inspector.tsx";
import { Path } from "./path/path.tsx";
import { Recalls } from "./recalls.tsx";
import { Recipients } from "./recipients.tsx";
import { chosenEntry, entriesOf, timelineOf } from "./timeline.ts";
import { Timeline } from "./timeline-list.tsx";
import { useChoice } from "./use-choice.ts";
import "./journey.css";

export function Journey() {
  const { id = "" } = useRoute().params;
  const path = `/api/journeys/${encodeURIComponent(id)}`;
  const { value, error, reload } = useLoaded(
    () => get<JourneyDetail>(path),
    [path],
    (event) => concerns(event, id),
  );
  useTitle(value && (value.subject || "(no subject)"), value);
  if (error && !value) return <Missing id={id} error={error} retry={reload} />;
  if (!value) return <p class="faint">Asking for this message …</p>;
  return (
    <>
      {error && <Failure error={error} retry={reload} />}
      <Shown journey={value} />
    </>
  );
}

/** A recall's events don't name its journey. */
const concerns = ({ type, ...event }: StreamEvent, id: string): boolean =>
  type === "gap" || type === "recall" || ("data" in event && event.data.id === id);

function Shown({ journey }: { journey: JourneyDetail }) {
  const chooser = useChoice();
  const { route } = useLocation();
  const groups = timelineOf(journey);
  const entries = entriesOf(groups);
  const chosen = chosenEntry(entries, chooser.choice);
  const compare = {
    name: "Compare",
    about: "what left with what came back",
    run: () => route(`/journeys/${journey.id}/compare`),
  };
  useEffect(() =>
    offer(
      { name: "Show the path", about: "to a room, step by step", run: () => chooser.choose({ show: "path" }) },
      ...(isComparable(journey.legs) ? [compare] : []),
    ),
  );
  return (
    <article class="journey">
      <JourneyHeader journey={journey} chooser={chooser} />
      <div class="journey-body">
        <div class="journey-side">
          <RefusedOnItsWayBack journey={journey} />
          <Timeline groups={groups} chosen={chosen} chooser={chooser} />
          <Recipients recipients={journey.recipients} />
          <Recalls recalls={journey.recalls} />
        </div>
        {chosen && <Inspector key={chosen.id} journey={journey} entry={chosen} chooser={chooser} />}
      </div>
      {chooser.choice.show === "path" && <Path journey={journey} chooser={chooser} />}
    </article>
  );
}

function Missing({ id, error, retry }: { id: string; error: Error; retry: () => void }) {
  return (
    <section class="empty">
      <h1>No such message</h1>
      <Failure error={error} retry={retry} />
      <p>
        <a href="/">All journeys</a>, or on the command line:
      </p>
      <pre>{command(`trace --message-id "${id}"`)}</pre>
    </section>
  );
}
