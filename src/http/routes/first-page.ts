// /: names what is served here, to a browser as a page without scripts, to everybody else as JSON.
import { Hono } from "hono";
import { html } from "hono/html";
import { packageVersion } from "../../runtime/package-files.ts";
import { methodsOf, type Route } from "../nearest-path.ts";
import { type Place, placesOf } from "../places.ts";
import type { HttpServices } from "../services.ts";
import { indexOf } from "./sandbox/api-index.ts";
import { show } from "./sandbox/page.ts";

export function firstPageRoutes(services: Pick<HttpServices, "configurations">, routes: () => readonly Route[]): Hono {
  const page = new Hono();
  page.get("/", (c) => {
    c.header("Vary", "Accept");
    if (!c.req.header("accept")?.includes("text/html")) return c.json(indexOf(services, routes()));
    const { name } = services.configurations.current();
    const link = (path: string) =>
      methodsOf(path, routes()).includes("GET") ? html`<a href="${path}">${path}</a>` : path;
    return show(c, { title: `recall-sandbox: ${name}` }, content(name, placesOf(name, routes()), link));
  });
  return page;
}

function content(organization: string, places: readonly Place[], link: (path: string) => unknown) {
  return html`<h1>recall-sandbox</h1>
<p>The tenant <strong>${organization}</strong>, with a third party in its mail flow. Version ${packageVersion()}.</p>
<table>
<caption>What is served here</caption>
<thead><tr><th scope="col">Path</th><th scope="col">What it is</th></tr></thead>
<tbody>
${places.map(({ path, sentence }) => html`<tr><th scope="row">${link(path)}</th><td>${sentence}</td></tr>`)}
</tbody>
</table>`;
}
