package dev.kith.crm.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.messaging.http.HttpAnswer.Answered;
import dev.kith.crm.messaging.http.HttpAnswer.Unanswered;
import dev.kith.crm.messaging.http.HttpAnswer.Why;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that proves that it is {@code right.example}, and nobody else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProvenByTlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private LocalServer server;
  private SSLContext ofTheServer;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    ofTheServer = context(folder.resolve("keys.p12"));
    server =
        LocalServer.on(
            ofTheServer
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")),
            c -> c.sendJson(200, "{}"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void the_host_of_the_certificate_is_asked() {
    assertThat(ask("right.example", ofTheServer.getSocketFactory()))
        .isEqualTo(new Answered(200, "{}"));
  }

  @Test
  void the_certificate_of_another_host_proves_nothing() {
    assertThat(ask("wrong.example", ofTheServer.getSocketFactory()))
        .isInstanceOfSatisfying(
            Unanswered.class, answer -> assertThat(answer.why()).isEqualTo(Why.UNPROVEN));
    assertThat(server.heads()).doesNotContain("GET");
  }

  @Test
  void a_certificate_that_nobody_vouches_for_proves_nothing() {
    assertThat(ask("right.example", (SSLSocketFactory) SSLSocketFactory.getDefault()))
        .isInstanceOfSatisfying(
            Unanswered.class, answer -> assertThat(answer.why()).isEqualTo(Why.UNPROVEN));
  }

  private HttpAnswer ask(String host, SSLSocketFactory tls) {
    try (GuardedHttp http =
        new GuardedHttp(
            HttpLimits.USUAL.within(java.time.Duration.ofSeconds(20)),
            TrustedHosts.NONE,
            address -> true,
            name -> List.of(InetAddress.getByName("127.0.0.1")),
            tls,
            InstantSource.system())) {
      return http.ask(HttpQuestion.get(URI.create("https://" + host + ":" + server.port() + "/")));
    }
  }

  private static SSLContext context(Path keys) throws Exception {
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=right.example",
                "-ext",
                "SAN=dns:right.example")
            .inheritIO()
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD);
    // Trusting what one shows oneself needs no authority in a test.
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }
}
