const width = 720;
const [left, right, panelHeight, gap, head] = [70, 16, 92, 34, 70];
const style = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .name { font-weight: 600 }
  .quiet { fill: #59636e }
  .ground { fill: #ffffff }
  .grid { stroke: #d1d9e0; stroke-width: 1 }
  .area { fill: #a3adb8 } .area.first { fill: #5b4bdb }
  .behind { fill: none; stroke: #59636e; stroke-width: 1; stroke-dasharray: 3 3 }
  .shade { fill: #c2410c; opacity: .18 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .quiet { fill: #9198a1 } .ground { fill: #0d1117 } .grid { stroke: #3d444d }
    .area { fill: #59636e } .area.first { fill: #9d8cff } .behind { stroke: #9198a1 } .shade { fill: #fb923c; opacity: .25 }
  }`;

/**
 * Draws curves over time one below the other, on one scale. `panels`: `[{ name, values, behind?, shade? }]`, where `shade` is a pair of shares of the
 * width; `labels` stand along the bottom, evenly.
 */
export function drawPanels({ title, note, unit, panels, labels }) {
  const highest = Math.max(...panels.flatMap(({ values }) => values)) * 1.05;
  const height = head + panels.length * (panelHeight + gap) + 20;
  const body = panels.flatMap((panel, index) =>
    drawPanel(panel, { top: head + index * (panelHeight + gap), highest, isFirst: index === 0, unit }),
  );
  const along = labels.map((label, index) =>
    text(left + (index / (labels.length - 1)) * (width - left - right), height - 18, label, {
      anchor: 'middle',
      name: 'quiet',
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">
<style>${style}
</style>
<rect class="ground" width="${width}" height="${height}" rx="6"/>
${[text(16, 26, title, { name: 'title' }), text(16, 45, note, { name: 'quiet' }), ...body, ...along].join('\n')}
</svg>
`;
}

function drawPanel({ name, values, behind, shade }, { top, highest, isFirst, unit }) {
  const bottom = top + panelHeight;
  const inner = width - left - right;
  const x = (index, length) => round(left + (index / Math.max(1, length - 1)) * inner);
  const y = (value) => round(bottom - (Math.min(value, highest) / highest) * panelHeight);
  const points = (list) => list.map((value, index) => `${x(index, list.length)},${y(value)}`).join(' ');
  const shaded =
    shade === undefined
      ? []
      : [
          `<rect class="shade" x="${round(left + shade[0] * inner)}" y="${top}" width="${round((shade[1] - shade[0]) * inner)}" height="${panelHeight}"/>`,
        ];
  return [
    ...shaded,
    `<polygon class="area${isFirst ? ' first' : ''}" points="${left},${bottom} ${points(values)} ${width - right},${bottom}"/>`,
    ...(behind === undefined ? [] : [`<polyline class="behind" points="${points(behind)}"/>`]),
    `<line class="grid" x1="${left}" y1="${bottom}" x2="${width - right}" y2="${bottom}"/>`,
    text(left - 8, top + 10, Math.round(highest).toLocaleString('en'), { anchor: 'end', name: 'quiet' }),
    text(left - 8, bottom, '0', { anchor: 'end', name: 'quiet' }),
    text(left, top - 7, name, { name: 'name' }),
    text(width - right, top - 7, isFirst ? unit : '', { anchor: 'end', name: 'quiet' }),
  ];
}

const round = (value) => Math.round(value * 10) / 10;
const text = (x, y, value, { anchor = 'start', name = '' }) =>
  `<text x="${round(x)}" y="${y}" text-anchor="${anchor}" class="${name}">${value}</text>`;
