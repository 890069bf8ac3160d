// Plays one scene with a tenant of its own. A scene that throws is not ok, with its error as why.
import { describe, type Scene } from "./scene.ts";
import { DemoTenant } from "./tenant.ts";

export interface SceneResult {
  readonly id: string;
  readonly title: string;
  readonly expected: string;
  readonly seen: string;
  readonly ok: boolean;
  readonly why: string;
}

export async function playScene(scene: Scene): Promise<SceneResult> {
  const { id, title, expected } = scene;
  const tenants: DemoTenant[] = [];
  try {
    const seen = await scene.play(async (config) => {
      const tenant = await DemoTenant.start(config);
      tenants.push(tenant);
      return tenant;
    });
    const text = describe(seen);
    const ok = text === expected;
    return {
      id,
      title,
      expected,
      seen: text,
      ok,
      why: ok ? seen.why : (seen.trueReason ?? "No true reason is given."),
    };
  } catch (error) {
    return {
      id,
      title,
      expected,
      seen: "an error",
      ok: false,
      why: error instanceof Error ? error.message : String(error),
    };
  } finally {
    for (const tenant of tenants) await tenant.stop();
  }
}
