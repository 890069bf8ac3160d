// Name, screens, and whether the page is live.
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { readClock } from "../api/clock.ts";
import { connection, follow } from "../api/events.ts";
import { SCREENS } from "./screens.ts";
import { showKeys } from "./shortcuts.tsx";
import "./top-bar.css";

const WORDS = { connecting: "connecting", live: "live", away: "sandbox away, trying again" } as const;

export function TopBar() {
  const { path } = useLocation();
  useEffect(() => {
    void readClock().catch(() => undefined);
    return follow(() => undefined);
  }, []);
  useEffect(() => {
    // A message's own name is set where it is known.
    const here = SCREENS.find((screen) => screen.path === path);
    if (here) document.title = `${here.name} · recall-sandbox`;
  }, [path]);
  const isHere = (screen: string) => (screen === "/" ? path === "/" || path.startsWith("/journeys") : path === screen);
  return (
    <header class="top-bar">
      <a class="brand" href="/">
        recall-sandbox
      </a>
      <nav aria-label="Screens">
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
