// Every scene, played as `recall-sandbox demo` plays it.
import { describe, expect, it } from "vitest";
import { playScene } from "../../src/cli/demo/play.ts";
import { SCENES } from "../../src/cli/demo/scenes.ts";

describe("demo", () => {
  for (const scene of SCENES) {
    it(`${scene.id}: ${scene.title}: ${scene.expected}`, { timeout: 60_000 }, async () => {
      const { ok, seen, why } = await playScene(scene);
      expect({ ok, seen, why }).toEqual({ ok: true, seen: scene.expected, why: expect.stringMatching(/\w/) });
    });
  }
});
