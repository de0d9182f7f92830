/** What the fields that a page sends about a person are called in a text for that person. A new one needs its words here. */
export const fieldWords = {
  email: 'your e-mail address',
  geoCity: 'the city that you are in',
  geoLat: 'where you are',
  geoLatitude: 'where you are',
  geoLng: 'where you are',
  geoLongitude: 'where you are',
  geoRegion: 'the region that you are in',
  phone: 'your telephone number',
  postalCode: 'your postal code',
  reason: 'a reason that you give',
  searchQuery: 'what you search for',
  userAgent: 'which browser you use',
  userId: 'the number that the shop knows you by',
  anonymousId: 'a random number for this browser',
  ipAddress: 'the address of your connection',
};
