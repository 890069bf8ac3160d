// /api: what there is, and where.
import { packageVersion } from "../../../runtime/package-files.ts";
import type { Route } from "../../nearest-path.ts";
import { type Api, z } from "../../openapi.ts";
import { placesOf } from "../../places.ts";
import type { HttpServices } from "../../services.ts";

const index = z
  .object({
    name: z.literal("recall-sandbox"),
    version: z.string(),
    organization: z.string(),
    links: z.record(z.string(), z.string()).describe("paths on this server, by what they are"),
  })
  .openapi("Index");

export type ApiIndex = z.output<typeof index>;

export function addIndex(
  api: Api,
  services: Pick<HttpServices, "configurations">,
  routes: () => readonly Route[],
): void {
  api.add(
    {
      id: "index",
      method: "get",
      path: "/",
      group: "connection",
      summary: "What is served here, and where",
      answer: index,
    },
    () => indexOf(services, routes()),
  );
}

export function indexOf({ configurations }: Pick<HttpServices, "configurations">, routes: readonly Route[]): ApiIndex {
  const organization = configurations.current().name;
  const links = placesOf(organization, routes).map(({ name, path }) => [name, path]);
  return { name: "recall-sandbox", version: packageVersion(), organization, links: Object.fromEntries(links) };
}
