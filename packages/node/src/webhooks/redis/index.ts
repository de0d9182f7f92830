export { redisInbox, type RedisInboxOptions } from './redis-inbox.js';
export type { IoRedisClient, NodeRedisClient, RedisSender } from '../../databases/redis-sender.js';
