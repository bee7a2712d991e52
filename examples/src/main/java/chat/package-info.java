/**
 * A chat server for people with {@code nc}: names, rooms, and lines that go to everybody in a room.
 *
 * <p>{@link chat.Chat} runs it. {@code docs/guide/chat.md} walks through it.
 */
package chat;
