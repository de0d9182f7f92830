type Names = readonly (readonly [sign: RegExp, name: string])[];

// In this order: every browser claims to be the ones that came before it.
const browsers: Names = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: Names = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * Names a device so that its owner knows it again, such as `Firefox on Windows`. It holds no version and nothing of the
 * text itself, so that it tells nobody apart.
 */
export function deviceLabel(userAgent: string | null): string {
  const text = userAgent ?? '';
  const browser = nameIn(browsers, text) ?? 'Unknown browser';
  const system = nameIn(systems, text);
  return system === undefined ? browser : `${browser} on ${system}`;
}

function nameIn(names: Names, text: string): string | undefined {
  return names.find(([sign]) => sign.test(text))?.[1];
}
