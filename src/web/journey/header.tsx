// Which message it is, what became of it, and how to name it elsewhere.
import type { Journey } from "../api/types.ts";
import { HopStrip } from "../journeys/hop-strip.tsx";
import { leftList } from "../journeys/left-list.ts";
import { bytesInWords } from "../parts/attachment-list.tsx";
import { Copy } from "../parts/copy.tsx";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Time } from "../parts/time.tsx";
import { MessageVerdict, RecallVerdict } from "../parts/verdict.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { Related } from "./related.tsx";
import type { Chooser } from "./use-choice.ts";

export function JourneyHeader({ journey, chooser }: { journey: Journey; chooser: Chooser }) {
  const { id, subject, from, to, recipientCount, messageId, startedAt, legs } = journey;
  const path = `/api/journeys/${id}`;
  return (
    <header class="journey-header">
      <p class="crumb">
        <a href={leftList()}>Journeys</a> <Time at={startedAt} />
      </p>
      <h1 dir="auto" title={visibleText(subject)}>
        {visibleText(subject) || "(no subject)"}
      </h1>
      <p class="journey-who">
        <span>
          <bdi>{from === "" ? "<>" : from}</bdi> → {namesOf(to)}
          {recipientCount > SHOWN && ` and ${(recipientCount - SHOWN).toLocaleString("en-US")} more`}
        </span>
        <MessageVerdict verdict={journey.verdict} />
        <RecallVerdict recall={journey.recall} />
      </p>
      <Facts journey={journey} />
      <Related related={journey.related} />
      <HopStrip journey={journey} />
      <div class="journey-tools">
        <button type="button" onClick={() => chooser.choose({ show: "path" })} data-testid="show-path">
          Show the path
        </button>
        {isComparable(legs) && (
          <a class="button" href={`/journeys/${id}/compare`}>
            Compare
          </a>
        )}
        {messageId !== "" && <Copy text={messageId} label="the Message-ID" />}
        <Copy text={id} label="the network message id" />
        <CopyCurl path={path} />
      </div>
    </header>
  );
}

const HAS = { attachment: "attachments", inline: "pictures in its text", tnef: "rich text (TNEF)" } as const;

/** Of what an older version took in nothing of this is known. */
function Facts({ journey: { size, has, cc, bcc, replyTo } }: { journey: Journey }) {
  if (size === 0) return null;
  const lists = [
    ["Cc", cc],
    ["Bcc", bcc],
    ["Reply-To", replyTo],
  ] as const;
  return (
    <p class="journey-brings" data-testid="journey-facts">
      {bytesInWords(size)}
      {has.length > 0 && `, with ${has.map((one) => HAS[one]).join(" and ")}`}
      {lists.map(
        ([name, addresses]) =>
          addresses.length > 0 && (
            <span key={name}>
              {" · "}
              {name} {namesOf(addresses)}
              {addresses.length > SHOWN && ` and ${addresses.length - SHOWN} more`}
            </span>
          ),
      )}
    </p>
  );
}

/** Something left, and something came back. */
export const isComparable = (legs: Journey["legs"]): boolean =>
  ["out", "in"].every((direction) => legs.some((leg) => leg.direction === direction));

const SHOWN = 3;

const namesOf = (to: readonly string[]) =>
  to.length === 0
    ? "nobody"
    : to.slice(0, SHOWN).map((address, index) => (
        <span key={address}>
          {index > 0 && ", "}
          <bdi>{address}</bdi>
        </span>
      ));
