// A screen is loaded when it is opened. Where that fails, because the sandbox is away or has another page by now, it says so,
// and the whole page is loaded anew: browsers keep a module that failed, and Vite a style sheet.
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { lazy } from "preact-iso";
import { follow } from "../api/events.ts";

export const screen = (load: () => Promise<ComponentType>): ComponentType =>
  lazy(() => load().catch((): ComponentType => NotLoaded)) as ComponentType;

function NotLoaded() {
  useEffect(() => follow(({ type }) => type === "connected" && location.reload()), []);
  return (
    <section class="empty" data-testid="not-loaded-screen">
      <h1>This screen could not be loaded</h1>
      <p>It is shown as soon as the sandbox answers again.</p>
      <p>
        <button type="button" onClick={() => location.reload()}>
          Load the page anew
        </button>
      </p>
    </section>
  );
}
