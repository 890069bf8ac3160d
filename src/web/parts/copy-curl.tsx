// "curl" for what is shown: one press copies the command.
import { Copy } from "./copy.tsx";
import { curl } from "./curl.ts";

/** @param body of a POST, as JSON. */
export function CopyCurl({ path, body }: { path: string; body?: object }) {
  return <Copy text={curl(path, body)} label="the command that asks for this" shown="curl" />;
}
