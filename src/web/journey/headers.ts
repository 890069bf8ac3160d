// Fields that a filter leaves: all its words are in the name or the value.
interface Field {
  readonly name: string;
  readonly value: string;
}

export function matching<F extends Field>(fields: readonly F[], text: string): F[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter(({ name, value }) => {
    const field = `${name}: ${value}`.toLowerCase();
    return words.every((word) => field.includes(word));
  });
}
