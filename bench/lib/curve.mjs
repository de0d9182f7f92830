const width = 48;

/** Draws one bar per point, as long as its value is high. */
export function drawCurve(points, { label, value, unit }) {
  const highest = Math.max(...points.map(value));
  const names = points.map(label);
  const longest = Math.max(...names.map((name) => name.length));
  return points
    .map((point, index) => {
      const bar = '█'.repeat(Math.max(1, Math.round((value(point) / highest) * width)));
      return `${names[index].padStart(longest)}  ${bar} ${value(point)} ${unit}`;
    })
    .join('\n');
}
