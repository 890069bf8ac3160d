// The web page: what happens in this sandbox, over the interfaces that everybody has.
import { render } from "preact";
import { App } from "./app.tsx";
import "./style/base.css";

const root = document.getElementById("app");
if (root) render(<App />, root);
