/** Writes into a page of a list the cursor that it was asked with, as if that were the next one. */
export function repeatCursor(text: string, url: string): string {
  const { searchParams } = new URL(url);
  const page: unknown = JSON.parse(text);
  if (typeof page !== 'object' || page === null || !('pageInfo' in page)) return text;
  const [after, before] = [searchParams.get('after'), searchParams.get('before')];
  const pageInfo = {
    ...(page.pageInfo as object), // every list has one, as the contract says
    ...(after !== null && { endCursor: after }),
    ...(before !== null && { startCursor: before }),
  };
  return JSON.stringify({ ...page, pageInfo });
}
