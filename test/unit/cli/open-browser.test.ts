// How each system opens an address.
import { expect, it } from "vitest";
import { browserCommand } from "../../../src/cli/open-browser.ts";

const PAGE = "http://127.0.0.1:8025";

it.each([
  ["linux", ["xdg-open", [PAGE]]],
  ["freebsd", ["xdg-open", [PAGE]]],
  ["darwin", ["open", [PAGE]]],
  ["win32", ["cmd", ["/c", "start", "", PAGE]]],
] as const)("%s", (platform, command) => {
  expect(browserCommand(PAGE, platform)).toEqual(command);
});
