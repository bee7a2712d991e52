/**
 * A server of HTTP/1.1: connections that are kept, pipelines, bodies in chunks both ways, static
 * files with ranges, TLS, limits and time-outs, and a stop that lets requests end.
 *
 * <p>{@link httpserver.HttpServer} runs it on tasks, {@link httpserver.VirtualServer} answers
 * {@code /plaintext} on virtual threads. {@code docs/guide/http-server.md} walks through it.
 */
package httpserver;
