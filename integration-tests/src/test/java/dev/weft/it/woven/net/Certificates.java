package dev.weft.it.woven.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that it has signed itself, made by the JDK's own tool. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path directory;
  private final KeyStore keys;

  private Certificates(Path directory, KeyStore keys) {
    this.directory = directory;
    this.keys = keys;
  }

  /** For some names, such as {@code dns:localhost}. */
  static Certificates of(Path directory, String... names) {
    try {
      Path store = Files.createTempDirectory(directory, "keys").resolve("keys.p12");
      run(store, String.join(",", names));
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      return new Certificates(store.getParent(), keys);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Path store, String names) throws IOException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "key",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + names,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(tool.waitFor()).as(output).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Has the key, and trusts itself. */
  SSLContext context() {
    try {
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), trust().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Has no key, and trusts this. */
  SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private TrustManagerFactory trust() throws GeneralSecurityException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("it", keys.getCertificate("key"));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      return managers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The certificate in a file, for other programs. */
  Path certificateFile() throws Exception {
    return pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
  }

  /** The key in a file, for other programs. */
  Path keyFile() throws Exception {
    return pem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded());
  }

  private Path pem(String type, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        directory.resolve(type.replace(' ', '-') + ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }
}
