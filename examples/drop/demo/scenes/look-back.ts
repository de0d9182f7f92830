import { isRefresh } from '../crossing.ts';
import type { Cast, Stage } from '../stage.ts';

/** Goes through everything that crossed the wire. */
export async function lookBack({ shop, report, pictures }: Stage, { guest, member }: Cast): Promise<void> {
  report.step('What crossed the wire');
  const { crossings, carried } = shop.platformTap;
  const searched = `${crossings.length} requests searched`;
  const signed = crossings.filter(({ headers }) => headers.some((line) => /^signature-input$/i.test(line)));
  const refused = signed.filter(({ status }) => status === 401);
  report.check(
    'the backend signed its requests',
    signed.length >= 4 && refused.length === 0,
    `${signed.length} signed`,
  );
  report.check('the secret key is in no request', !carried(shop.organization.keys.test.secret), searched);
  const told = crossings.filter(({ path }) => /eyJ|grant|token/i.test(path));
  report.check('no token and no grant is in an address', told.length === 0, searched);
  const refreshes = crossings.filter(isRefresh).length;
  report.check('the whole story needed one refresh', refreshes === 1, `${refreshes} refresh request`);

  const defects = await shop.control.defects();
  report.check(
    'every answer of the mock fits the contract',
    defects.length === 0,
    `${defects.length} defects`,
  );
  const complaints = [...guest.complaints, ...member.complaints];
  report.check('no page complained', complaints.length === 0, complaints[0] ?? 'no error on any console');
  report.note(`pictures: ${pictures}`);
}
