// Every scene, played as `recall-sandbox demo` plays it.
import { describe, expect, it } from "vitest";
import { playScene } from "../../src/cli/demo/play.ts";
import { signature } from "../../src/cli/demo/scenes/signature.ts";
import { SCENES } from "../../src/cli/demo/scenes.ts";
import { scenario } from "../../src/cli/demo/tenant.ts";

describe("demo", () => {
  for (const scene of SCENES) {
    it(`${scene.id}: ${scene.title}: ${scene.expected}`, { timeout: 60_000 }, async () => {
      const { ok, seen, why } = await playScene(scene);
      expect({ ok, seen, why }).toEqual({ ok: true, seen: scene.expected, why: expect.stringMatching(/\w/) });
    });
  }

  it("is not ok when the tenant does something else than the scene expects", async () => {
    const result = await playScene({
      ...signature,
      play: (start) => signature.play(() => start(scenario("strips-exchange-headers"))),
    });
    expect(result.ok).toBe(false);
    expect(result.seen).toBe(
      "original stays; report: reason unknown; not signed; the request came back without its mark",
    );
    expect(result.why).toContain("its recallreportgenerated header");
  });
});
