// Name, screens, and whether the page is live.
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { readClock } from "../api/clock.ts";
import { connection, follow } from "../api/events.ts";
import { keepTime } from "./keep-time.ts";
import { FURTHER, SCREENS } from "./screens.ts";
import { showKeys } from "./shortcuts.tsx";
import "./top-bar.css";

const WORDS = { connecting: "connecting", live: "live", away: "sandbox away, trying again" } as const;

export function TopBar() {
  const { path } = useLocation();
  useEffect(() => {
    void readClock().catch(() => undefined);
    return follow(keepTime);
  }, []);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = [...SCREENS, ...FURTHER].find((screen) => screen.path === path);
    // A journey and its comparison are called after the message, once that is known.
    document.title = here ? `${here.name} · recall-sandbox` : "recall-sandbox";
    // On a narrow screen the bar scrolls sideways.
    const link = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && link)
      nav.current.scrollLeft = link.offsetLeft - (nav.current.clientWidth - link.offsetWidth) / 2;
  }, [path]);
  const isHere = (screen: string) => (screen === "/" ? path === "/" || path.startsWith("/journeys") : path === screen);
  return (
    <header class="top-bar">
      <a class="brand" href="/">
        recall-sandbox
      </a>
      <nav ref={nav} aria-label="Screens">
        {SCREENS.map(({ path: screen, name }) => (
          <a key={screen} href={screen} {...(isHere(screen) && { "aria-current": "page" })}>
            {name}
          </a>
        ))}
      </nav>
      <output class={`connection ${connection.value}`} data-testid="connection">
        {WORDS[connection.value]}
      </output>
      <button type="button" class="keys" title="Keys and commands" aria-label="Keys and commands" onClick={showKeys}>
        ?
      </button>
    </header>
  );
}
