export { redisInbox, type RedisInboxOptions } from './redis-inbox.js';
export type { IoRedisClient, NodeRedisClient, RedisSender } from './redis-sender.js';
