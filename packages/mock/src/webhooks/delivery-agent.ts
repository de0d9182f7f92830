/** Who deliveries say that they come from. */
export const deliveryAgent = 'Fanfare-Webhooks/1.0';
