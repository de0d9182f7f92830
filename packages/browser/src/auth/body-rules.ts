import type { BodyRules } from '../resources/check-body.js';
import { totpForm } from '../resources/forms.js';

// Looser than the platform where it knows better, such as which addresses exist; never stricter.
const address = {
  email: /^(?=.{3,254}$)[^\s@]+@[^\s@]+\.[^\s@]+$/,
  phone: /^\+?[0-9 ().-]{5,24}$/,
  defaultCountry: /^[A-Z]{2}$/,
};

/** Rules for the body of `auth.requestOtp`. */
export const requestOtpRules: BodyRules = {
  forms: { ...address, name: /^[^]{1,200}$/ },
  isAddressed: true,
};
/** Rules for the body of `auth.verifyOtp`. */
export const verifyOtpRules: BodyRules = {
  forms: { ...address, code: /^[0-9]{4,10}$/ },
  needed: ['code'],
  isAddressed: true,
};
/** Rules for the body of `auth.stepUp`; that it holds one of the two, the platform checks. */
export const stepUpRules: BodyRules = {
  forms: { code: totpForm, backupCode: /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/ },
};
/** Rules for the body of `auth.exchangeExternal`. */
export const exchangeExternalRules: BodyRules = {
  forms: { exchangeCode: /^[^]{1,512}$/ },
  needed: ['exchangeCode'],
};
