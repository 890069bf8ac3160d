// Opens an address in the default browser, as each system does it. That there is none is no reason to end.
import { spawn } from "node:child_process";

/** @returns program and arguments. */
export function browserCommand(url: string, platform: string): readonly [string, readonly string[]] {
  if (platform === "darwin") return ["open", [url]];
  // The first quoted word is the window's title.
  if (platform === "win32") return ["cmd", ["/c", "start", "", url]];
  return ["xdg-open", [url]];
}

/** @param failed told why no browser was opened; may come any time later. */
export function openBrowser(url: string, env: NodeJS.ProcessEnv, failed: (why: string) => void): void {
  const [program, args] = browserCommand(url, process.platform);
  try {
    const child = spawn(program, args, { env, stdio: "ignore", detached: true });
    child.once("error", (error) => failed(error.message));
    child.once("exit", (code) => code !== 0 && failed(`${program} ended with ${code}`));
    child.unref();
  } catch (error) {
    failed((error as Error).message);
  }
}
