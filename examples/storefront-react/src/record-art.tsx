import type { ReactElement } from 'react';

const grooves = [176, 160, 144, 128, 112, 96];

/** A record that looks out of its sleeve. */
export function RecordArt(): ReactElement {
  return (
    <svg viewBox="0 0 640 480" role="img" aria-label="A black record, half out of a blue sleeve with a moon">
      <defs>
        <linearGradient id="night" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#12203f" />
          <stop offset=".62" stopColor="#2d5f8a" />
          <stop offset="1" stopColor="#f0a56b" />
        </linearGradient>
      </defs>
      <g transform="translate(424 240)">
        <circle r="190" fill="#15151a" />
        {grooves.map((radius) => (
          <circle key={radius} r={radius} fill="none" stroke="#2c2c35" strokeWidth="2" />
        ))}
        <circle r="66" fill="#f0a56b" />
        <circle r="8" fill="#15151a" />
      </g>
      <g>
        <rect x="40" y="40" width="400" height="400" rx="6" fill="url(#night)" />
        <circle cx="330" cy="140" r="42" fill="#fdf3dd" />
        <path d="M40 340h400v94a6 6 0 0 1-6 6H46a6 6 0 0 1-6-6z" fill="#0d1830" />
        <path d="M120 340l18-34h150l34 34z" fill="#fdf3dd" />
        <path d="M158 306v-22h86v22z" fill="#e8d9b8" />
        <path d="M262 306v-50h20v50z" fill="#d9542b" />
        <path d="M312 372h44M284 396h100M320 420h28" stroke="#fdf3dd" strokeWidth="4" opacity=".55" />
        <text x="70" y="104" fill="#fdf3dd" fontSize="38" fontWeight="700" letterSpacing="-1">
          Night
        </text>
        <text x="70" y="144" fill="#fdf3dd" fontSize="38" fontWeight="700" letterSpacing="-1">
          Ferry
        </text>
      </g>
    </svg>
  );
}
