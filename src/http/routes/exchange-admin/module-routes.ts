// What a client asks before it runs cmdlets: which there are (EXOModuleFile), a banner, the service document. OData JSON §5
import type { Context, Hono } from "hono";
import { CMDLETS } from "../../../cmdlets/index.ts";
import { moduleText } from "../../../cmdlets/module/module-text.ts";
import { packageVersion } from "../../../runtime/package-files.ts";
import type { HttpServices } from "../../services.ts";
import { json } from "./admin-json.ts";

export function addModuleRoutes(routes: Hono, { configurations }: HttpServices): void {
  routes.get("/:version/:tenant/EXOModuleFile", (c) =>
    json(c, collection(c, "ExoModuleFile", [moduleFile(c.req.query("Version"))])),
  );
  routes.get("/:version/:tenant/EXOBanner('AutogenSession')", (c) => {
    const { name } = configurations.current();
    return json(c, collection(c, "Edm.String", [`This is recall-sandbox ${packageVersion()}, the tenant ${name}.`]));
  });
  const serviceDocument = (c: Context) => json(c, { "@odata.context": `${rootOf(c)}/$metadata`, value: entitySets() });
  routes.get("/:version/:tenant", serviceDocument);
  routes.get("/:version/:tenant/", serviceDocument);
}

/** The module file is our own: Microsoft's isn't ours to serve. */
function moduleFile(version = packageVersion()): Record<string, string> {
  return {
    version,
    exportedCmdlets: CMDLETS.map(({ name }) => name).join(","),
    moduleFileContent: moduleText(),
  };
}

function collection(c: Context, type: string, value: readonly unknown[]): Record<string, unknown> {
  return { "@odata.context": `${rootOf(c)}/$metadata#Collection(${type})`, value };
}

const rootOf = (c: Context): string => {
  const { origin, pathname } = new URL(c.req.url);
  return origin + pathname.split("/").slice(0, 4).join("/");
};

/** The nouns that can be read. */
function entitySets(): { name: string; kind: string; url: string }[] {
  const nouns = CMDLETS.filter(({ name }) => name.startsWith("Get-")).map(({ name }) => name.slice("Get-".length));
  return nouns.sort().map((name) => ({ name, kind: "EntitySet", url: name }));
}
