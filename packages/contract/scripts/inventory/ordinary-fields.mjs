// A table: fields that tell nothing of a person and are no secret. Whoever adds a field decides where it belongs.
const names = `
  absoluteSeconds accessTokenExpiresAt accessTokenSeconds action active activities activityDays activityFeed
  activityId activityRank activityScore activityScoreUpdatedAt actor actorType added addedAt adjustBy
  admissionExpirationSeconds admitRate admittedAt after alg algorithm allowedIps allowedOrigins alreadyCompleted
  alreadyMembers altText amount analytics anchorEntity anchorMoment announcementId announcements aov appVersion
  appointmentId appointment_booked appointments archived at attempts attemptsRemaining attendees attribute
  auctionEnded auctionId auctionType auction_entered auctions audienceId audienceName audienceSize audiences
  auditDays autoExtendSeconds availability available background balance beaconRequestId before bid bidAmount
  bidCount bidId bidTime bid_placed bid_won bidderHandle blockedUntil body bookedAt bookedCount booking
  bookingId bounceType brand browserName browserVersion bucketEarnedOn bucketExpiresOn buckets bufferMinutes
  cachedAt cancelUrl cancelledAt capacity cartId cartTotal category causes cdp challenge challengeId challenges
  changedFields changes channel checkedInAt checkoutUrl closeAt closedAt closesAt cnf code color companyName
  companyUrl complaintType completed completedAt consecutiveFailures consentRequired consumer consumerCount
  consumerId consumerIds consumers content contentType continueSelectingUntilCompleted count counted countryCode
  counts couponCodeApplied couponCodeUsed created createdAfter createdAt createdBefore createdBy
  creativeDesignId creativeDocument creativeTemplateKey crv currency currencyCode current currentBid
  currentPrice cursor dailyEarnCap danger data date deadline decidedAt defaultCountry defaultMessagingChannel
  defaultVariantId deletedAt deletedDays deniedAt deniedReason deprovisionedAt dequeuedAt description detail
  details detectedAt device deviceType disabledReason discountAmount distribution distributionId
  distributionType dpop drawAt drawId draw_entered draw_won draws dueAt e earnedOn editor emailGate
  emailVerified embeddingAllowedHosts enabled enabledEvents endCursor endDate endTime endValue endedAt endedKeys
  endpointId endpointUrl engagedCount entered enteredAt entrantNumber error estimatedWaitTimeInSeconds event
  eventId eventName eventProperties eventSchemaVersion eventStream eventTimestamp eventTimestampNs eventType
  eventTypes events experience experienceId experienceIds expirationType expiresAt expiresOn expiringBuckets
  failed failingSince familyId features field fileName first fixedExpireMonths floorPrice fontFamily fontHeading
  format frameAncestors from fromName gates geoCountry google-analytics granted grantedAt groupBy groupId
  groupName groupType handle hasProtectedSequences hash head headerImageUrl highestBid i18n iconName id
  idempotencyKey idleSeconds iframeUrl imageUrl imported importedCount imports inProgress inactivityExpireMonths
  include includeAudience includeWaitlist includes index interval inventoryPolicy inventoryQuantity ipClass
  isDefault isEntered isGuest isHighest isHighestBid isPrimary issuedAt issuer itemCount items jkt
  joined_waitlist journey journeyStage journeys keepCurrent key keyId keys kid kind kty languageCode last
  lastBidAmount lastEngagedAt lastError lastFileId lastFour lastGeoAt lastGeoCountry lastGeoSource
  lastGeoTimezone lastLoginAt lastOrderAt lastRefreshedAt lastReturnAt lastSweptAt lastSyncedAt lastUsedAt left
  leftAt lifecycle lifetimePoints limit link listId listIds listName liveExperienceIds locationId locationName
  logoUrl lostAt loyaltyBalance loyaltyBiasEnabled ltv marketing max maxAdmissions maxBalance maxCapacity
  maxCapacityPerSlot maxQuantity maxValue mean measurementId measures mechanism mediaAsset mediaAssetId median
  memberId message messageId meta mfa mimeType min minBidIncrement minValue mitigation mode monetaryRank
  monetaryScore monetaryScoreUpdatedAt monthlyEarnCap muted n name newHighBidAmount newLocationId newSlotId
  nextAttemptAt nextCursor noShowAt notifiedAt occurredAt offers offset offsetSeconds ok op openAt openedAt
  opensAt operator optionAssignments optionId optionName options order orderAmount orderCount orderId
  order_completed orders organizationId origin osName osVersion outOfStockCount outbidAt outcome outcomeReasons
  overlapSeconds page pageInfo pagePath pageTitle pageType pageUrl pagination path payload paymentId
  pendingShards perMinute perSecond percentage percentageFilled permissions phase phoneVerified platform points
  pointsDelta pointsRemaining pollAfterMs polling position positionDisplayMode positionWhenLeft prefix prevHash
  previousBidAmount previousSecretEndsAt previousSlotId price priceDropAmount priceDropIntervalSeconds primary
  primaryExternalId primaryLastSyncedAt primarySourceVendor primarySyncSource primarySyncSourceId priority
  product productCount productId productMediaAssets productName productSelectionMode productVariant
  productVariantId products progress proof provider provisionedAt publicKey publicUrl publishableKey
  purchaseFrequencyRank purchaseFrequencyScore purchaseFrequencyScoreUpdatedAt purpose qrPayload quantity
  queueId queue_completed queue_entered queues range rateLimits reach reasons receivedTimestamp
  receivedTimestampNs reference referrerUrl referringDomain refreshIntervalSeconds refreshTokenSeconds
  refreshTokenTtlSeconds refund refunded remainingQuantity replyToName requestId requestedAt resendAfter
  reservePrice resolution resource results resultsCount retryCount revoked rfm role roles rules scheduledAt
  schemaVersion scope scopes screenName search secondary segment_rfm segments selected selectedProductId
  selectedVariantId seq sequence sequenceCapabilityGrantExpiresAt sequenceId sequenceProducts sequences series
  session sessionId settleAt settledAt settlesAt sha256 shippingCost shortContent sizeBytes skipped skippedCount
  sku slotDurationMinutes slotId slots slug smsOptOut sortBy sortDir source sourceData sourceDescription
  sourceId sourceType sourceUrl stale start startCursor startDate startPrice startTime startValue startsAt state
  stats status statusOverride statusOverrideAt statusOverrideBy stdDev subscriberCount subtotal success
  successUrl successorId suggestions supportsGuest surface syncSource syncSourceId syncStatus target tax
  teardownStatus template templateData templates tenant text theme themeOverrides thumbnailUrl tiers timeRange
  timeWindowSeconds timeWindowType timeZone time_bucket timedReleases timed_release_completed
  timed_release_entered timestamp timezone timingStrategy title to tokenType topic total totalBids totalCount
  totalEngagements totalEntrants totalMessages totalOrders totalPages totalParticipants totalReturns
  totalRevenue traceId transactionId transactions trigger txnType type uniqueBidders unit updatedAt updatedBy
  uploadUrl uploadUrlExpiresAt url use utmCampaign utmContent utmMedium utmSource utmTerm valid validatedAt
  value valueId valueIds values variant variantCount variantId variantOptionIds variants
  verificationCodeExpiresAt version waitTimeSeconds waitlist waitlistId waitlistSize waitlistSize1d
  waitlistSize2d waitlistSize3d waitlistSize4d waitlistSize5d waitlistSize5plus waitlist_entered waitlists
  warning webhookEventDays weight where willRetry winnerCount winnerId winnerPosition winnersSelected
  winningBidAmount withinDays wonAt x y
`;

/** The names of fields that were looked at and found ordinary. */
export const ordinaryFields = new Set(names.trim().split(/\s+/));
