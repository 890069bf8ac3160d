// "curl" for what is shown: one press copies the command.
import { givenToken } from "../api/http.ts";
import { Copy } from "./copy.tsx";
import { curl } from "./curl.ts";

export function CopyCurl({ path }: { path: string }) {
  return (
    <Copy
      text={curl(path, location.origin, givenToken() !== null)}
      label="the command that asks for this"
      shown="curl"
    />
  );
}
