// The web page: what happens in this sandbox, over the interfaces that everybody has.
import { render } from "preact";
import { App } from "./app.tsx";
import "./style/base.css";

// An address whose escapes say nothing is no screen's: as plain text it can be said so.
try {
  decodeURIComponent(location.pathname);
} catch {
  history.replaceState(null, "", `/${encodeURIComponent(location.pathname.slice(1))}`);
}

const root = document.getElementById("app");
if (root) render(<App />, root);
