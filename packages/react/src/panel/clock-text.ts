/** Writes seconds as a clock does: `4:05`, `1:04:05`, `3d 1:04:05`. */
export function clockText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const minutes = Math.floor(seconds / 60) % 60;
  const end = `${hours > 0 || days > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
  return days > 0 ? `${days}d ${end}` : end;
}
