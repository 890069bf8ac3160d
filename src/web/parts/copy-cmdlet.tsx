// The cmdlet that shows or does the same, for PowerShell and for curl.
import { cmdletText } from "../api/cmdlet-text.ts";
import { curlInvoke, type Parameters } from "../api/exchange.ts";
import { givenToken } from "../api/http.ts";
import { Copy } from "./copy.tsx";

export function CopyCmdlet({ cmdlet, parameters = {} }: { cmdlet: string; parameters?: Parameters }) {
  return (
    <>
      <Copy text={cmdletText(cmdlet, parameters)} label="the cmdlet" />
      <Copy
        text={curlInvoke(cmdlet, parameters, location.origin, givenToken() !== null)}
        shown="curl"
        label="the same for curl"
      />
    </>
  );
}
