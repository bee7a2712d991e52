package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Makes connections with TLS, as a server that has a key and a certificate.
 *
 * <pre>{@code
 * TlsAcceptor acceptor = TlsAcceptor.of(context).withApplicationProtocols("http/1.1");
 * TcpStream tcp = await(listener.accept());
 * spawn(serve(await(timeout(ofSeconds(10), acceptor.accept(tcp)))));
 * }</pre>
 *
 * <p>A client that connects and says nothing holds up whoever awaits the handshake: make it in the
 * task of the connection, under a time limit.
 *
 * <p>It can't be changed, and is safe from any thread.
 */
public final class TlsAcceptor {
  private final SSLContext context;
  private final Consumer<SSLParameters> configuration;

  private TlsAcceptor(SSLContext context, Consumer<SSLParameters> configuration) {
    this.context = Objects.requireNonNull(context, "context");
    this.configuration = configuration;
  }

  /**
   * Has the keys and certificates of a context.
   *
   * @param context the context
   * @return an acceptor
   */
  public static TlsAcceptor of(SSLContext context) {
    return new TlsAcceptor(context, parameters -> {});
  }

  /**
   * Accepts protocols to speak over the connection (ALPN), the one that is liked best first. A
   * client that offers none of them is refused; one that offers nothing is not.
   *
   * @param names such as {@code h2}
   * @return another acceptor
   */
  public TlsAcceptor withApplicationProtocols(String... names) {
    String[] accepted = names.clone();
    return configured(parameters -> parameters.setApplicationProtocols(accepted));
  }

  /**
   * Refuses clients without a certificate that the context trusts.
   *
   * @return another acceptor
   */
  public TlsAcceptor withClientCertificates() {
    return configured(parameters -> parameters.setNeedClientAuth(true));
  }

  /**
   * Has other parameters: protocol versions, cipher suites.
   *
   * @param change is called for each connection
   * @return another acceptor
   */
  public TlsAcceptor configured(Consumer<SSLParameters> change) {
    Objects.requireNonNull(change, "change");
    return new TlsAcceptor(context, configuration.andThen(change));
  }

  /**
   * Makes a handshake over a connection. Where that fails or is cancelled, the connection is
   * closed, if it can be.
   *
   * @param connection belongs to the TLS stream from now on
   * @param <C> its type
   * @return a lazy future of the connection with TLS
   * @throws javax.net.ssl.SSLException through the future, if the sides come to no agreement
   * @throws IOException through the future, if the connection fails
   */
  @CancelUnsafe("the connection: it is closed")
  public <C extends AsyncRead & AsyncWrite> Future<TlsStream> accept(C connection)
      throws IOException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    configuration.accept(parameters);
    engine.setSSLParameters(parameters);
    return TlsConnector.handshake(engine, connection);
  }
}
