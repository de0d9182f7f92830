/** Fields in the data of events that are worth something to whoever reads them: lists of events leave them out. */
export const webhookSecretFields = ['admissionToken', 'paymentToken'] as const;
