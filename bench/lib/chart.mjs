const width = 720;
const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .quiet { fill: #59636e }
  .ground { fill: #ffffff }
  .grid { stroke: #d1d9e0; stroke-width: 1 }
  .ours { fill: #5b4bdb } .other { fill: #a3adb8 } .base { fill: #59636e }
  .spread { stroke: #1f2328; stroke-width: 1.5; opacity: .55 }
  .curve { fill: none; stroke-width: 2.5 }
  .c0 { stroke: #5b4bdb } .c1 { stroke: #c2410c } .c2 { stroke: #0e7490 } .c3 { stroke: #6b7280 }
  .d0 { fill: #5b4bdb } .d1 { fill: #c2410c } .d2 { fill: #0e7490 } .d3 { fill: #6b7280 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .quiet { fill: #9198a1 } .ground { fill: #0d1117 } .grid { stroke: #3d444d }
    .ours { fill: #9d8cff } .other { fill: #59636e } .base { fill: #9198a1 } .spread { stroke: #f0f6fc }
    .c0 { stroke: #9d8cff } .c1 { stroke: #fb923c } .c2 { stroke: #22d3ee } .c3 { stroke: #9ca3af }
    .d0 { fill: #9d8cff } .d1 { fill: #fb923c } .d2 { fill: #22d3ee } .d3 { fill: #9ca3af }
  }`;

/**
 * Draws a chart as SVG that can be read on light and dark ground. `bars`: `[{ label, value, low?, high?, kind: 'ours' | 'other' | 'base' }]`, or
 * `labels` along the bottom and `curves`: `[{ name, values }]`.
 */
export function drawChart(chart) {
  const { body, height } = chart.bars === undefined ? drawCurves(chart) : drawBars(chart);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(chart.title)}">
<style>${style}
</style>
<rect class="ground" width="${width}" height="${height}" rx="6"/>
${text(16, 28, chart.title, { name: 'title' })}
${chart.note === undefined ? '' : text(16, 47, chart.note, { name: 'quiet' })}
${body.join('\n')}
</svg>
`;
}

function drawBars({ bars, unit, note }) {
  const [left, top, row, right] = [Math.min(300, widest(bars) + 28), note === undefined ? 46 : 64, 26, 96];
  // A line may leave the picture, so that one disturbed figure does not make all others small.
  const highest = Math.max(...bars.map(({ value }) => value)) * 1.05;
  const x = (value) => left + Math.min(1, value / highest) * (width - left - right);
  const body = bars.flatMap(({ label, value, low, high, kind = 'other' }, index) => {
    const y = top + index * row;
    const end = Math.max(x(value), x(high ?? 0));
    return [
      text(left - 8, y + 15, label, { anchor: 'end' }),
      `<rect class="${kind}" x="${left}" y="${y + 2}" width="${round(Math.max(2, x(value) - left))}" height="${row - 8}" rx="2"/>`,
      ...(low === undefined ? [] : [line('spread', { x1: x(low), y1: y + 11, x2: x(high), y2: y + 11 })]),
      text(end + 8, y + 15, `${told(value)} ${unit}`, { name: 'quiet' }),
    ];
  });
  return { body, height: top + bars.length * row + 14 };
}

function drawCurves({ labels, curves, unit, axis, note, from = 0 }) {
  const [left, top, bottom, right] = [64, note === undefined ? 60 : 78, 300, 24];
  const highest = Math.max(from, ...curves.flatMap(({ values }) => values.filter(Number.isFinite))) * 1.15;
  const x = (index) => left + 24 + (index / Math.max(1, labels.length - 1)) * (width - left - right - 48);
  const y = (value) => bottom - (value / highest) * (bottom - top);
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line('grid', { x1: left, y1: y(share * highest), x2: width - right, y2: y(share * highest) }),
    text(left - 8, y(share * highest) + 4, told(share * highest), { anchor: 'end', name: 'quiet' }),
  ]);
  const along = labels.map((label, index) =>
    text(x(index), bottom + 20, label, { anchor: 'middle', name: 'quiet' }),
  );
  const lines = curves.map(({ values }, index) => {
    const points = values.map((value, at) => `${round(x(at))},${round(y(value))}`);
    const dots = points.map((point) => {
      const [cx, cy] = point.split(',');
      return `<circle class="d${index}" cx="${cx}" cy="${cy}" r="3.5"/>`;
    });
    return `<polyline class="curve c${index}" points="${points.join(' ')}"/>${dots.join('')}`;
  });
  const legend = curves.map(({ name }, index) => {
    const column = 16 + index * Math.floor((width - 32) / curves.length);
    return `<circle class="d${index}" cx="${column + 6}" cy="352" r="5"/>${text(column + 18, 356, name, {})}`;
  });
  const names = [
    text(left - 8, top - 10, unit, { anchor: 'end', name: 'quiet' }),
    text(width - right, bottom + 38, axis, { anchor: 'end', name: 'quiet' }),
  ];
  return { body: [...grid, ...along, ...lines, ...names, ...legend], height: 374 };
}

const widest = (bars) => Math.max(...bars.map(({ label }) => label.length)) * 7;
const round = (value) => Math.round(value * 10) / 10;
const told = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
const escaped = (value) =>
  String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function text(x, y, value, { anchor = 'start', name = '' }) {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"${name === '' ? '' : ` class="${name}"`}>${escaped(value)}</text>`;
}

function line(name, points) {
  const places = Object.entries(points).map(([key, value]) => `${key}="${round(value)}"`);
  return `<line class="${name}" ${places.join(' ')}/>`;
}
