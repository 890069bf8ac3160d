// "Try a message": which rules would match it, what they see, and what they would do; nothing is sent.
import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "../../parts/failure.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { Again } from "./again.tsx";
import { type Asked, explain, SAMPLE, type Tried } from "./ask-explain.ts";
import { Explanation } from "./explanation.tsx";
import { PickJourney } from "./pick-journey.tsx";
import type { Rule } from "./rule.ts";
import { fragmentOf, readFragment } from "./tried-link.ts";

export function TryMessage({ rules, close }: { rules: readonly Rule[]; close: () => void }) {
  const [{ journey }, choose] = useAddress();
  const [linked] = useState(() => readFragment(location.hash));
  const [tried, setTried] = useState<Tried>(linked ?? { message: SAMPLE, sender: "", recipients: "", file: undefined });
  const [answer, setAnswer] = useState<Asked>();
  const [error, setError] = useState<Error>();
  const [isAsked, setAsked] = useState(journey !== undefined || linked !== undefined);
  const asked = useRef(0);
  const run = () => {
    setAsked(true);
    // Answers that come late say nothing any more.
    const mine = ++asked.current;
    explain(tried, journey).then(
      (value) => {
        if (mine !== asked.current) return;
        linkTo(journey === undefined ? fragmentOf(tried) : undefined);
        setAnswer(value);
        setError(undefined);
      },
      (failure: Error) => mine === asked.current && setError(failure),
    );
  };
  // A rule that is switched changes the verdict under one's eyes.
  useEffect(() => {
    if (isAsked) run();
  }, [rules, journey]);
  return (
    <section class="drawer" aria-labelledby="try-title" data-testid="try">
      <header>
        <h2 id="try-title">Try a message</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <p class="faint">Nothing is sent or kept. Switch a rule, and see the verdict change.</p>
      <PickJourney chosen={journey} choose={(id) => choose({ journey: id })} />
      {journey === undefined && <Message tried={tried} change={setTried} run={run} />}
      <div class="actions">
        <button type="button" class="primary" onClick={run}>
          Explain
        </button>
      </div>
      {error && <Failure error={error} />}
      {answer && !error && (
        <>
          <Again asked={answer} />
          <Explanation explanation={answer.explanation} />
        </>
      )}
    </section>
  );
}

/** The address shows what was tried; the back button leaves the screen. */
function linkTo(fragment = ""): void {
  history.replaceState(history.state, "", `${location.pathname}${location.search}${fragment}`);
}

interface MessageProps {
  readonly tried: Tried;
  readonly change: (tried: Tried) => void;
  readonly run: () => void;
}

function Message({ tried, change, run }: MessageProps) {
  const press = (event: KeyboardEvent) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && run();
  return (
    <>
      {tried.file ? (
        <p class="file">
          <bdi>{tried.file.name}</bdi>{" "}
          <button type="button" onClick={() => change({ ...tried, file: undefined })}>
            Write one instead
          </button>
        </p>
      ) : (
        <label>
          Message, as it travels
          <textarea
            rows={7}
            class="mono"
            spellcheck={false}
            value={tried.message}
            onInput={(event) => change({ ...tried, message: event.currentTarget.value })}
            onKeyDown={press}
          />
        </label>
      )}
      <div class="fields">
        <label>
          Sender of the envelope
          <input
            type="text"
            placeholder="of From; <> for none"
            value={tried.sender}
            onInput={(event) => change({ ...tried, sender: event.currentTarget.value })}
            onKeyDown={press}
          />
        </label>
        <label>
          Recipients of the envelope
          <input
            type="text"
            placeholder="of To, Cc and Bcc"
            value={tried.recipients}
            onInput={(event) => change({ ...tried, recipients: event.currentTarget.value })}
            onKeyDown={press}
          />
        </label>
        <label class="whole">
          Or a file
          <input
            type="file"
            accept=".eml,.txt,message/rfc822"
            onChange={(event) => change({ ...tried, file: event.currentTarget.files?.[0] })}
          />
        </label>
      </div>
    </>
  );
}
