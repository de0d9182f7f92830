/** Fields that the hosted platform puts into answers although they are secrets: a client drops them unread. */
export const secretAnswerFields = ['verificationCode', 'verificationCodeExpiresAt'] as const;
