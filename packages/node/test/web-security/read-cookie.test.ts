import { describe, expect, it } from 'vitest';
import { readCookie } from '../../src/web-security/read-cookie.js';

const name = '__Host-fanfare_session';
const read = (cookie: string): string | undefined =>
  readCookie(new Request('https://shop.example/', { headers: { cookie } }), name);

describe('C5: a cookie that a sub-domain planted', () => {
  // Browsers hold `__Host-` to its rules by the name that they see. A reader that strips more than they do sees another name.
  it.each([
    ['a no-break space', `\u00A0${name}=planted`],
    ['a form feed', `\f${name}=planted`],
    ['a vertical tab', `\v${name}=planted`],
    ['other letters', `${name.toLowerCase()}=planted`],
    ['a longer name', `x${name}=planted`],
    ['a space in front of the sign', `${name} =planted`],
  ])('is not taken for one of the host: behind %s', (_, planted) => {
    expect(read(planted)).toBeUndefined();
    expect(read(`a=b; ${planted}; ${name}=own`)).toBe('own');
  });

  it('is not chosen where two have the same name, and neither is the other', () => {
    expect(read(`${name}=own; ${name}=planted`)).toBeUndefined();
    expect(read(`${name}=own;${name}=planted`)).toBeUndefined();
  });

  it('is read behind spaces and tabs, as headers may have them', () => {
    expect(read(`a=b;\t ${name}=own`)).toBe('own');
  });
});
