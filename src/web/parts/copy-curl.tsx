// "curl" for what is shown: one press copies the command.
import { Copy } from "./copy.tsx";
import { curl } from "./curl.ts";

export function CopyCurl({ path }: { path: string }) {
  return <Copy text={curl(path)} label="the command that asks for this" shown="curl" />;
}
