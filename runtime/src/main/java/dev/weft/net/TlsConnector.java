package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncReadWrite;
import dev.weft.io.AsyncWrite;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Makes connections with TLS, as a client. It says which name it wants to reach (SNI), and checks
 * that the certificate is for that name and comes from somebody whom the context trusts.
 *
 * <pre>{@code
 * TlsConnector connector = TlsConnector.system().withApplicationProtocols("h2", "http/1.1");
 * TlsStream tls = await(connector.connect(tcp, "example.org", 443));
 * }</pre>
 *
 * <p>One that is used again for the same host and port takes up a session from before where the
 * server allows it: make one and keep it. It can't be changed, and is safe from any thread.
 */
public final class TlsConnector {
  private final SSLContext context;
  private final Consumer<SSLParameters> configuration;

  private TlsConnector(SSLContext context, Consumer<SSLParameters> configuration) {
    this.context = Objects.requireNonNull(context, "context");
    this.configuration = configuration;
  }

  /**
   * Trusts whom the JDK trusts.
   *
   * @return a connector with the default context
   */
  public static TlsConnector system() {
    try {
      return of(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK's default of TLS can't be set up", e);
    }
  }

  /**
   * Trusts whom a context trusts, and has its keys, if a server wants to see a certificate.
   *
   * @param context the context
   * @return a connector
   */
  public static TlsConnector of(SSLContext context) {
    return new TlsConnector(context, parameters -> {});
  }

  /**
   * Offers protocols to speak over the connection (ALPN), the one that is liked best first.
   *
   * @param names such as {@code h2}
   * @return another connector
   */
  public TlsConnector withApplicationProtocols(String... names) {
    String[] offered = names.clone();
    return configured(parameters -> parameters.setApplicationProtocols(offered));
  }

  /**
   * Has other parameters: protocol versions, cipher suites, other names. They are set up with the
   * name of the host and the check of it before; whoever takes that check away takes anybody for
   * the server.
   *
   * @param change is called for each connection
   * @return another connector
   */
  public TlsConnector configured(Consumer<SSLParameters> change) {
    Objects.requireNonNull(change, "change");
    return new TlsConnector(context, configuration.andThen(change));
  }

  /**
   * Makes a handshake over a connection. Where that fails or is cancelled, the connection is
   * closed, if it can be.
   *
   * @param connection belongs to the TLS stream from now on
   * @param host the name, or the IP address in letters, that the certificate must be for
   * @param port with the name, by what a session from before is found
   * @param <C> its type
   * @return a lazy future of the connection with TLS
   * @throws javax.net.ssl.SSLException through the future, if the sides come to no agreement, or
   *     the certificate isn't trusted or is for another name
   * @throws IOException through the future, if the connection fails
   */
  @CancelUnsafe("the connection: it is closed")
  public <C extends AsyncRead & AsyncWrite> Future<TlsStream> connect(
      C connection, String host, int port) throws IOException {
    SSLEngine engine =
        context.createSSLEngine(Objects.requireNonNull(host, "host"), Addresses.checkedPort(port));
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters(engine, host));
    return handshake(engine, connection);
  }

  private SSLParameters parameters(SSLEngine engine, String host) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!isAddress(host)) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    configuration.accept(parameters);
    return parameters;
  }

  /** Names of servers never begin with a digit in their last part, and have no colons. */
  private static boolean isAddress(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    return host.indexOf(':') >= 0 || (!last.isEmpty() && Character.isDigit(last.charAt(0)));
  }

  /** Begins to use the connection when it is polled. */
  static <C extends AsyncRead & AsyncWrite> Future<TlsStream> handshake(
      SSLEngine engine, C connection) {
    AsyncReadWrite transport =
        connection instanceof AsyncReadWrite both
            ? both
            : AsyncReadWrite.of(connection, connection);
    return Frames.of(new TlsHandshake(new TlsEngine(engine, transport)));
  }
}
