// The timeline as a list: j and k go through it, Enter looks closer, Esc leads back.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { leftList } from "../journeys/left-list.ts";
import { isTyping } from "../parts/shortcuts.tsx";
import { duration, exact } from "../parts/time.tsx";
import { type Entry, entriesOf, type Group } from "./timeline.ts";
import type { Chooser } from "./use-choice.ts";

/** As in journey.css. */
const STACKED = "(max-width: 60rem)";
const SIGNS = { ok: "✓", failed: "✕", waiting: "…", note: "·" } as const;
const SAID = { ok: "", failed: ", failed", waiting: ", waiting", note: "" } as const;

interface TimelineProps {
  readonly groups: readonly Group[];
  readonly chosen: Entry | undefined;
  readonly chooser: Chooser;
}

export function Timeline({ groups, chosen, chooser }: TimelineProps) {
  const list = useRef<HTMLElement>(null);
  useKeys(groups, chosen, chooser, list);
  return (
    <nav ref={list} class="timeline" aria-label="What happened" data-testid="timeline">
      {groups.map(({ title, about, entries }) => (
        <section key={title}>
          <h2>
            {title} <small>{about}</small>
          </h2>
          <ol>
            {entries.map((entry) => (
              <li key={entry.id}>
                <Row entry={entry} isChosen={entry.id === chosen?.id} chooser={chooser} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </nav>
  );
}

function Row({ entry, isChosen, chooser }: { entry: Entry; isChosen: boolean; chooser: Chooser }) {
  const { id, at, ms, word, tone, place, detail, recipients } = entry;
  const change = choiceOf(entry);
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    chooser.choose(change);
    // Where it stands below, a choice would change nothing in sight.
    if (matchMedia(STACKED).matches)
      requestAnimationFrame(() => document.querySelector("#inspector")?.scrollIntoView());
  };
  return (
    <a
      class={`entry ${tone}`}
      href={chooser.hrefOf(change)}
      onClick={open}
      {...(isChosen && { "aria-current": "true" })}
      data-testid={`entry-${id}`}
    >
      <span class="sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      <span class="what">
        <b>{word}</b>
        <span class="visually-hidden">{SAID[tone]}</span> <bdi class="where">{place}</bdi>
        <span class="detail" dir="auto">
          {detail || (recipients.length > 1 ? `${recipients.length} recipients` : recipients[0])}
        </span>
      </span>
      <time dateTime={at} title={exact(at)}>
        {duration(Math.max(0, ms))}
      </time>
    </a>
  );
}

/** Another entry is looked at from its first tab, in its own form. */
const choiceOf = ({ id }: Entry) => ({ event: id, leg: undefined, tab: undefined, form: undefined });

function useKeys(
  groups: readonly Group[],
  chosen: Entry | undefined,
  chooser: Chooser,
  list: { readonly current: HTMLElement | null },
): void {
  const { route } = useLocation();
  const moved = useRef(false);
  // Before the next key: two quick ones are two steps.
  useLayoutEffect(() => {
    const entries = entriesOf(groups);
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || isBusyElsewhere(chooser)) return;
      const at = entries.findIndex(({ id }) => id === chosen?.id);
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      const next = entries[at + step];
      if (step !== 0 && next) {
        moved.current = true;
        chooser.choose(choiceOf(next));
      } else if (event.key === "Enter" && isOnChosen(list)) {
        document.querySelector<HTMLElement>("#inspector [role=tab][aria-selected=true]")?.focus();
      } else if (event.key === "Escape") {
        if (document.activeElement?.closest("#inspector")) currentOf(list)?.focus();
        else route(leftList());
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  useEffect(() => {
    if (moved.current) currentOf(list)?.scrollIntoView({ block: "nearest" });
    moved.current = false;
  }, [chosen?.id]);
}

const currentOf = (list: { readonly current: HTMLElement | null }) =>
  list.current?.querySelector<HTMLElement>("[aria-current]");

/** Enter on another link or button is its own. */
const isOnChosen = (list: { readonly current: HTMLElement | null }): boolean =>
  document.activeElement === document.body || document.activeElement === currentOf(list);

const isBusyElsewhere = ({ choice }: Chooser): boolean =>
  choice.show !== undefined || document.querySelector("dialog[open]") !== null;
