/**
 * A server that speaks the protocol of Redis: strings that expire, counters, lists that clients
 * wait for, and messages to subscribers.
 *
 * <p>{@link miniredis.MiniRedis} runs it on tasks, {@link miniredis.VirtualRedis} on virtual
 * threads; all else is the same for both. {@code docs/guide/mini-redis.md} walks through it.
 */
package miniredis;
