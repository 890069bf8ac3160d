// Home: one row for each message, live.

import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { command } from "../parts/command.ts";
import { Failure } from "../parts/failure.tsx";
import { Rows } from "../parts/rows.tsx";
import { JourneyRow } from "./journey-row.tsx";
import { useJourneys } from "./use-journeys.ts";
import "./journeys.css";

/** Pixels; on narrow screens a row has two lines more. */
const WIDE = 56;
const NARROW = 112;
const isNarrow = () => matchMedia("(max-width: 60rem)").matches;

export function Journeys() {
  const { query, route } = useLocation();
  const [search, setSearch] = useState(query.q ?? "");
  const { journeys, error, isLoaded, more, reload } = useJourneys(search);
  const [rowHeight, setRowHeight] = useState(isNarrow() ? NARROW : WIDE);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const resize = () => setRowHeight(isNarrow() ? NARROW : WIDE);
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener("resize", resize);
    addEventListener("keydown", press);
    return () => {
      removeEventListener("resize", resize);
      removeEventListener("keydown", press);
    };
  }, []);

  const change = (text: string) => {
    setSearch(text);
    history.replaceState(null, "", text === "" ? "/" : `/?q=${encodeURIComponent(text)}`);
  };
  return (
    <section class="journeys">
      <h1 class="visually-hidden">Journeys</h1>
      <div class="search">
        <input
          ref={input}
          type="search"
          aria-label="Search journeys"
          placeholder="bob subject:Q3 hop:mailbox rule:Signatures verdict:changed recall:failed"
          value={search}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          data-testid="search"
        />
      </div>
      {error && <Failure error={error} retry={reload} />}
      {isLoaded && journeys.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <Rows
          label="Journeys, newest first"
          items={journeys}
          idOf={({ id }) => id}
          draw={(journey) => <JourneyRow journey={journey} />}
          open={({ id }) => route(`/journeys/${id}`)}
          onEnd={more}
          rowHeight={rowHeight}
        />
      )}
    </section>
  );
}

function Nothing({ search }: { search: string }) {
  return search === "" ? (
    <div class="empty">
      <h2>No mail yet</h2>
      <p>Send a message, and watch it travel:</p>
      <pre>{command('send --to bob@contoso.com --subject "Q3 numbers"')}</pre>
    </div>
  ) : (
    <div class="empty">
      <h2>Nothing answers this search</h2>
      <p>
        Words are looked for in subjects, addresses and Message-IDs, and all of them must be there. Names narrow it:{" "}
        <code>from: to: subject: message-id: hop: rule: verdict: recall: kind: after: before:</code>; a minus before
        one, as in <code>-verdict:intact</code>, leaves out what has it.
      </p>
    </div>
  );
}
