// Plain text as HTML, for destinations that want HTML of all mail. Set-RemoteDomain -ContentType MimeHtml
export function htmlOfText(text: string): string {
  const lines = text.replace(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign).replaceAll("  ", " &nbsp;");
  return `<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n<div>${lines.replaceAll("\r\n", "<br>\r\n")}</div>\r\n</body>\r\n</html>\r\n`;
}

const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
