// /api/smart-host: what the built-in smart host does to mail, switched while it runs.
import { PRESET_NAMES, PRESETS } from "../../../smart-host/presets.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const presetName = z.enum(PRESET_NAMES);

const smartHost = z
  .object({
    preset: presetName.describe("what it does now"),
    configured: presetName.describe("what the file says; a reset takes it back to this"),
    presets: z.array(z.object({ name: presetName, summary: z.string() })).describe("what it could do"),
  })
  .openapi("SmartHost", { description: "The built-in smart host." });

const choice = z.strictObject({ preset: presetName }).openapi({ example: { preset: "strips-exchange-headers" } });

const NOT_RUNNING = "The built-in smart host does not run.";

export function addSmartHost(api: Api, { smartHost: host }: Pick<HttpServices, "smartHost">): void {
  const read = () => {
    const { preset, configured } = host.state();
    return { preset, configured, presets: PRESET_NAMES.map((name) => ({ name, summary: PRESETS[name].summary })) };
  };
  const use = async (preset: (typeof PRESET_NAMES)[number] | undefined) => {
    if (!host.state().isRunning) throw problem(409, `${NOT_RUNNING} smartHost.enabled starts it at the next start.`);
    await host.use(preset);
    return read();
  };
  api.add(
    {
      id: "getSmartHost",
      method: "get",
      path: "/smart-host",
      group: "smart host",
      summary: "What the built-in smart host does to mail, and what it could do",
      answer: smartHost,
    },
    read,
  );
  api.add(
    {
      id: "switchSmartHost",
      method: "put",
      path: "/smart-host",
      group: "smart host",
      summary: "The built-in smart host does something else to mail, from the next message on",
      description: "Until a reset, a restart, or until the configuration file says something else about it.",
      body: choice,
      answer: smartHost,
      failures: { 409: NOT_RUNNING },
    },
    ({ body: { preset } }) => use(preset),
  );
  api.add(
    {
      id: "restoreSmartHost",
      method: "delete",
      path: "/smart-host",
      group: "smart host",
      summary: "The built-in smart host does again what the configuration file says",
      answer: smartHost,
      failures: { 409: NOT_RUNNING },
    },
    () => use(undefined),
  );
}
