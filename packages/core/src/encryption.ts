// Beside the index: nobody pays for it who does not import it.
export {
  encryptFields,
  type EncryptedFields,
  type EncryptFieldsOptions,
} from './encryption/encrypt-fields.js';
