// What left over a connector beside what came back: the consequence first, then every difference, then both messages.
import { useLocation, useRoute } from "preact-iso";
import type { Comparison, Journey } from "../api/answers.ts";
import { address, get } from "../api/http.ts";
import { Chip } from "../parts/chip.tsx";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { useTitle } from "../parts/use-title.ts";
import { visibleText } from "../parts/visible-text.ts";
import { CLASSES } from "./classes.ts";
import { Differences } from "./differences.tsx";
import { LegChoice } from "./leg-choice.tsx";
import { Panes } from "./panes.tsx";
import "./compare.css";

export function Compare() {
  const { params } = useRoute();
  const id = params.id ?? "";
  const path = `/api/journeys/${encodeURIComponent(id)}`;
  const ofThis = ({ id: own, messageId }: Record<string, unknown>) => own === id || messageId === id;
  const journey = useLoaded(
    () => get<Journey>(path),
    [path],
    (event) => event.type === "gap" || (event.type === "journey" && ofThis(event.data)),
  );
  const subject = journey.value && (visibleText(journey.value.subject) || "(no subject)");
  useTitle(subject && `Compare: ${subject}`, journey.value);
  return (
    <section class="compare" data-testid="compare">
      <p class="way-back">
        <a href={journeyPage(id)}>← Journey</a>
      </p>
      <h1>
        Compare: <bdi dir="auto">{subject}</bdi>
      </h1>
      {journey.error && <Failure error={journey.error} retry={journey.reload} />}
      {journey.value && <Compared id={id} path={path} legs={journey.value.legs} />}
    </section>
  );
}

const journeyPage = (id: string) => `/journeys/${encodeURIComponent(id)}`;

interface ComparedProps {
  readonly id: string;
  readonly path: string;
  readonly legs: Journey["legs"];
}

function Compared({ id, path, legs }: ComparedProps) {
  const { query } = useRoute();
  const { route } = useLocation();
  const { leg, with: back } = query;
  // What comes back later is compared as soon as it is there.
  const { value, error, reload } = useLoaded(
    () => get<Comparison>(`${path}/compare`, { leg, with: back }),
    [path, leg, back, legs.length],
  );
  const goTo = (changed: Readonly<Record<string, string | undefined>>) =>
    route(address(`${journeyPage(id)}/compare`, { ...query, ...changed }), true);
  const shown = error ? undefined : value;
  return (
    <>
      {shown && <Verdict comparison={shown} />}
      <LegChoice
        legs={legs}
        out={shown?.out ?? numberOf(leg)}
        back={shown?.in ?? numberOf(back)}
        choose={(chosen) => goTo({ leg: String(chosen.out ?? ""), with: String(chosen.back ?? "") })}
      />
      {error && <NothingToCompare error={error} id={id} hasLegs={legs.length > 0} retry={reload} />}
      {shown && (
        <>
          <Differences comparison={shown} open={(pane) => goTo({ pane })} />
          <Panes
            comparison={shown}
            path={path}
            pane={query.pane}
            isAll={query.all === "1"}
            isSource={query.as === "source"}
            goTo={goTo}
          />
          <p class="again">
            <CopyCurl path={address(`${path}/compare`, { leg: shown.out, with: shown.in })} />
          </p>
        </>
      )}
    </>
  );
}

const numberOf = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

function Verdict({ comparison }: { comparison: Comparison }) {
  const { tone, sign, word, meaning } = CLASSES[comparison.class];
  const { percent, bytes, of } = comparison.unchanged;
  return (
    <div class={`consequence ${tone}`} data-testid="consequence">
      <p>
        <Chip tone={tone} sign={sign} title={meaning}>
          {word}
        </Chip>{" "}
        <strong>{comparison.sentence}</strong>
      </p>
      <p class="faint">
        {percent} % came back as it left: {bytes.toLocaleString("en")} of {of.toLocaleString("en")} bytes.
      </p>
    </div>
  );
}

interface NothingProps {
  readonly error: Error;
  readonly id: string;
  readonly hasLegs: boolean;
  readonly retry: () => void;
}

/** 409 is an answer, not a failure: there is nothing to compare. */
function NothingToCompare({ error, id, hasLegs, retry }: NothingProps) {
  if (!("status" in error) || error.status !== 409) return <Failure error={error} retry={retry} />;
  return (
    <div class="empty" data-testid="nothing-to-compare">
      <h2>{error.message}</h2>
      <p>
        {hasLegs
          ? "It is compared as soon as it comes back. Where it waits stands in its journey."
          : "Only mail that goes to a smart host and comes back has two forms. Why no rule sent it there stands in its journey."}
      </p>
      <p>
        <a href={journeyPage(id)}>Open the journey</a>
      </p>
    </div>
  );
}
