// The package as its users have it: a sandbox that is stopped after the test, and matchers registered.
import { onTestFinished } from "vitest";
import { type Sandbox, type StartOptions, scenario, startSandbox } from "../../src/library/index.ts";
import "../../src/library/vitest.ts";

export { scenario };

/** The default tenant with another smart host: `library({ smartHost: { preset: "re-serialises" } })`. */
export async function library(over: object = {}, options: StartOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ config: { extends: scenario("default"), ...over }, ...options });
  onTestFinished(() => sandbox.stop());
  return sandbox;
}

export const Q3 = { from: "alice@contoso.com", to: "bob@contoso.com", subject: "Q3 numbers" };

/** What a failing expectation says. */
export async function failure(expectation: Promise<unknown>): Promise<string> {
  try {
    await expectation;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("The expectation was met");
}
