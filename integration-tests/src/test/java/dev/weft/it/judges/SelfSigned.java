package dev.weft.it.judges;

import dev.weft.it.Checkout;
import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A key for servers, with a certificate that nobody else has signed; made once. */
final class SelfSigned {
  private static final String PASSWORD = "secret";
  private static final Path DIRECTORY = Checkout.scratch().resolve("key");
  private static final Path KEY_STORE = DIRECTORY.resolve("server.p12");
  private static final Path CERTIFICATE = DIRECTORY.resolve("server.pem");

  static {
    try {
      Path unused = Files.createDirectories(DIRECTORY);
      Files.deleteIfExists(KEY_STORE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keytool(
        "-genkeypair -alias server -keyalg EC -groupname secp256r1 -storetype PKCS12"
            + " -dname CN=localhost -ext SAN=DNS:localhost,IP:127.0.0.1");
    keytool("-exportcert -rfc -alias server -file " + CERTIFICATE);
  }

  private SelfSigned() {}

  private static void keytool(String arguments) {
    List<String> all = new ArrayList<>(List.of(arguments.split(" ", -1)));
    all.addAll(List.of("-keystore", KEY_STORE.toString(), "-storepass", PASSWORD));
    if (Command.of(Jdks.running().program("keytool"), all).run().exitCode() != 0) {
      throw new AssertionError("keytool " + all);
    }
  }

  /** In PEM, for those who are to trust it. */
  static Path certificate() {
    return CERTIFICATE;
  }

  /** The first thing that a client says. */
  static byte[] clientHello() throws IOException {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      SSLEngineResult unused = engine.wrap(ByteBuffer.allocate(0), hello);
      return Arrays.copyOf(hello.array(), hello.position());
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  /** Starts the HTTP server, which prints its port for TLS behind the other one. */
  static ServerProcess start(Jdk jdk, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--tls-port", "0"));
    all.addAll(List.of("--key-store", KEY_STORE.toString(), "--key-store-password", PASSWORD));
    all.addAll(List.of(options));
    return HttpExample.start(jdk, all.toArray(new String[0]));
  }
}
