export { encryptFields, type EncryptedFields, type EncryptFieldsOptions } from '@fanfare/core/encryption';
