// The SMTP dialog of a crossing, who said what.
import type { Leg } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { duration } from "../parts/time.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { Names } from "./names.tsx";
import { type Line, linesOf } from "./transcript.ts";

export function Transcript({ legId }: { legId: number }) {
  const path = `/api/legs/${legId}`;
  const { value: leg, error, reload } = useLoaded(() => get<Leg>(path), [path]);
  if (error) return <Failure error={error} retry={reload} />;
  if (!leg) return <p class="faint">Asking for the dialog …</p>;
  return (
    <div data-testid="transcript">
      <p class="leg-facts">
        {leg.direction === "out" ? "To" : "From"} <code>{leg.peer}</code> · {leg.tls ?? "without TLS"}
        {leg.certificate !== null && (
          <>
            {" · certificate "}
            <bdi>{leg.certificate}</bdi>
          </>
        )}{" "}
        · {leg.size.toLocaleString("en-US")} bytes
        <br />
        MAIL FROM <bdi>{leg.envelope.from === "" ? "<>" : leg.envelope.from}</bdi>, RCPT TO{" "}
        <Names names={leg.envelope.to} />
      </p>
      <ol class="dialog" aria-label="SMTP dialog">
        {linesOf(leg.transcript, leg.transcriptTimes).map((line) => (
          <Said key={line.number} {...line} />
        ))}
      </ol>
      <CopyCurl path={path} />
    </div>
  );
}

function Said({ by, text, tone, after }: Line) {
  return (
    <li class={`${by === "C" ? "client" : "server"} ${tone}`}>
      <span class="by">{by}:</span> <code>{text}</code>
      {after !== null && after > 0 && (
        <span class="after" title="since the line before">
          +{duration(after)}
        </span>
      )}
    </li>
  );
}
