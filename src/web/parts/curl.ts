// The command that asks for what is shown, of the sandbox that shows it.
import { givenToken } from "../api/http.ts";
import { curlCommand } from "./curl-command.ts";

export const curl = (path: string, body?: object): string =>
  curlCommand(path, location.origin, givenToken() !== null, body);
