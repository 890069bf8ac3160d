// OData's $filter as the cmdlets' -Filter: other words for the same operators. OData URL Conventions §5.1.1
const OPERATORS = /\b(eq|ne|gt|ge|lt|le|and|or|not)\b/gi;
const FUNCTION = /\b(startswith|endswith|contains)\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)/gi;
const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  startswith: (text) => `${text}*`,
  endswith: (text) => `*${text}`,
  contains: (text) => `*${text}*`,
};

/** "Department eq 'Sales' and startswith(City,'Os')" as "Department -eq 'Sales' -and City -like 'Os*'". */
export function opathOf(filter: string): string {
  const functions = filter.replace(FUNCTION, (_, name: string, property: string, text: string) => {
    const pattern = PATTERNS[name.toLowerCase()]?.(text) ?? text;
    return `${property} -like '${pattern}'`;
  });
  // Text in quotes stays as it is.
  return functions
    .split(/('(?:[^']|'')*')/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(OPERATORS, (word, _, at) => (part[at - 1] === "-" ? word : `-${word.toLowerCase()}`)),
    )
    .join("");
}
