// One row of the trace: what happened to this recipient's copy, event by event.
import { invoke } from "../api/exchange.ts";
import { Copy } from "../parts/copy.tsx";
import { CopyCmdlet } from "../parts/copy-cmdlet.tsx";
import { Failure } from "../parts/failure.tsx";
import { exact } from "../parts/time.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { visibleText } from "../parts/visible-text.ts";
import { factsOf, instantOf, type TraceEvent, type TraceRow, utc } from "./trace-row.ts";

interface DetailsProps {
  /** As the address has it. */
  readonly id: string;
  /** Absent where a link leads to a row that is not in the list. */
  readonly row: TraceRow | undefined;
  readonly close: () => void;
}

export function TraceDetails({ id, row, close }: DetailsProps) {
  // An address may have blanks, within quotes.
  const [, MessageTraceId = "", RecipientAddress = ""] = /^(\S+) (.*)$/.exec(id) ?? [];
  const parameters = { MessageTraceId, RecipientAddress };
  const { value, error, reload } = useLoaded(
    () => invoke<TraceEvent>("Get-MessageTraceDetailV2", parameters).then(({ objects }) => objects),
    [id],
    ({ type }) => type === "journey" || type === "gap",
    500,
  );
  const messageId = row?.MessageId ?? value?.[0]?.MessageId;
  return (
    <section class="drawer" aria-labelledby="details-title" data-testid="trace-details">
      <header>
        <h2 id="details-title" dir="auto">
          {row ? visibleText(row.Subject) || "(no subject)" : visibleText(RecipientAddress)}
        </h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <p>
        <a href={`/journeys/${MessageTraceId}`}>Open the journey</a>
      </p>
      {error && <Failure error={error} retry={reload} />}
      {value?.length === 0 && <p class="faint">The trace has no events of this message for this recipient.</p>}
      <h3>Message events</h3>
      <ol class="events">
        {value?.map((event, index) => (
          <Event key={`${index}`} event={event} />
        ))}
      </ol>
      <h3>More information</h3>
      <dl class="facts">
        <Item name="Message ID" value={messageId} />
        <Item name="Message trace ID" value={MessageTraceId} />
        {row && <Item name="Message size" value={`${row.Size.toLocaleString("en")} bytes`} />}
        {row && <Item name="From IP" value={row.FromIP ?? "none"} />}
        {row && <Item name="To IP" value={row.ToIP ?? "none"} />}
      </dl>
      <p>
        <CopyCmdlet cmdlet="Get-MessageTraceDetailV2" parameters={parameters} />
      </p>
    </section>
  );
}

function Item({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined || value === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Copy text={value} label={name} />
      </dd>
    </div>
  );
}

function Event({ event }: { event: TraceEvent }) {
  const { Date: at, Event: what, Action, Detail, Data } = event;
  const facts = factsOf(Data);
  return (
    <li data-testid="trace-event">
      <p>
        <time dateTime={instantOf(at)} title={exact(instantOf(at))}>
          {utc(at)}
        </time>{" "}
        <b>{what}</b> {Action !== "" && <code>{Action}</code>}
      </p>
      <p dir="auto">{visibleText(Detail)}</p>
      {facts.length > 0 && (
        <details>
          <summary>Data</summary>
          <dl class="facts">
            {facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd dir="auto">{visibleText(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
