// Colours of categories by their place in the list; the last resort repeats.
export const categoryColour = (index: number) => `var(--cat-${index % 7})`;

/** Categories by share, each with the colour of its place in the scenario's own order. */
export function categories(shares: Record<string, number>, names: Record<string, string> | undefined) {
  return Object.entries(shares)
    .map(([id, share], index) => ({ id, share, name: names?.[id] ?? id, colour: categoryColour(index) }))
    .sort((a, b) => b.share - a.share);
}
