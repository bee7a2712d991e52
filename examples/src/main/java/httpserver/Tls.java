package httpserver;

import dev.weft.net.TlsAcceptor;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The key and the certificate of a server. */
final class Tls {
  private Tls() {}

  static TlsAcceptor acceptor(Options.Tls options) throws IOException {
    try {
      char[] password = options.password().toCharArray();
      KeyStore store = KeyStore.getInstance(options.keyStore().toFile(), password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return TlsAcceptor.of(context).withApplicationProtocols("http/1.1", "http/1.0");
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with " + options.keyStore(), e);
    }
  }
}
