package dev.kith.crm.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.messaging.http.HttpAnswer.Answered;
import dev.kith.crm.messaging.http.HttpAnswer.Unanswered;
import dev.kith.crm.messaging.http.HttpAnswer.Why;
import dev.kith.crm.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GuardedHttpTest {

  /** For what is not answered. */
  private static final HttpLimits SHORT =
      new HttpLimits(Duration.ofMillis(300), Duration.ofMillis(600), 1_000);

  /** For what is answered, on however slow a machine. */
  private static final HttpLimits LONG =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), 1_000);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final SettableClock clock = SettableClock.atStart();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Nested
  class A_server_that_may_be_asked {

    @Test
    void is_asked_by_get_with_who_asks_and_what_is_wanted() {
      LocalServer server = server(c -> c.sendJson(200, "{\"straße\":1}"));

      HttpAnswer answer =
          trusting("127.0.0.1", LONG)
              .ask(HttpQuestion.get(server.uri("/search?q=a%20b")).with("X-Key", "secret"));

      assertThat(answer).isEqualTo(new Answered(200, "{\"straße\":1}"));
      assertThat(server.heads())
          .containsExactly(
              "GET /search?q=a%20b HTTP/1.1\n"
                  + "Host: 127.0.0.1:"
                  + server.port()
                  + "\nUser-Agent: Kith (CRM server)\nAccept: application/json\nX-Key: secret\n"
                  + "Accept-Encoding: identity\nConnection: close\n");
    }

    @Test
    void is_sent_json_by_post() {
      LocalServer server =
          server(c -> c.sendJson(201, new String(c.in().readNBytes(9), StandardCharsets.UTF_8)));

      assertThat(
              trusting("127.0.0.1", LONG)
                  .ask(HttpQuestion.postJson(server.uri("/"), "{\"ä\":1}\n")))
          .isEqualTo(new Answered(201, "{\"ä\":1}\n"));
    }

    @Test
    void may_answer_in_chunks_and_in_another_charset() {
      LocalServer server =
          server(c -> {
            c.send(
                "HTTP/1.1 404 No\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n1\r\n");
            c.out().write(0xe4);
            c.send("\r\n2\r\nbc\r\n0\r\n\r\n");
          });

      assertThat(ask(server)).isEqualTo(new Answered(404, "äbc"));
    }

    @Test
    void may_answer_without_content() {
      assertThat(ask(server(c -> c.send("HTTP/1.1 204 Fine\r\n\r\n"))))
          .isEqualTo(new Answered(204, ""));
    }
  }

  @Nested
  class An_internal_address {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.1:PORT/",
          "http://localhost:PORT/",
          "http://2130706433:PORT/",
          "http://0.0.0.0:PORT/",
          "http://[::1]:PORT/",
          "http://[::ffff:127.0.0.1]:PORT/",
          "http://[::ffff:7f00:1]:PORT/",
          "http://[64:ff9b::7f00:1]:PORT/",
          "http://10.0.0.1/",
          "http://172.16.0.1/",
          "http://192.168.0.1/",
          "http://100.64.0.1/",
          "https://169.254.169.254/latest/meta-data/",
          "http://[fd00:ec2::254]/",
          "http://[fe80::1]/",
          "http://224.0.0.1/"
        })
    void is_not_asked(String address) {
      LocalServer server = server(c -> c.sendJson(200, "secret"));
      URI uri = URI.create(address.replace("PORT", String.valueOf(server.port())));

      assertThat(opened(GuardedHttp.open(LONG, TrustedHosts.NONE)).ask(HttpQuestion.get(uri)))
          .isEqualTo(
              new Unanswered(
                  Why.REFUSED, uri.getHost() + " has an internal address, and is not trusted"));
      assertThat(server.heads()).isEmpty();
    }

    @Test
    void is_asked_if_its_host_is_trusted_by_name_or_with_its_port() {
      LocalServer server = server(c -> c.sendJson(200, "{}"));

      assertThat(
              trusting("geo.internal, 127.0.0.1:" + server.port(), LONG)
                  .ask(HttpQuestion.get(server.uri("/"))))
          .isEqualTo(new Answered(200, "{}"));
      assertThat(why(trusting("127.0.0.1:1", LONG).ask(HttpQuestion.get(server.uri("/")))))
          .isEqualTo(Why.REFUSED);
    }

    @Test
    void makes_a_name_be_refused_though_it_has_a_public_one_too() {
      GuardedHttp http = knowing(host -> addresses("127.0.0.2", "127.0.0.1"), LONG);

      assertThat(http.ask(HttpQuestion.get(URI.create("http://both.example/"))))
          .isEqualTo(
              new Unanswered(
                  Why.REFUSED, "both.example has an internal address, and is not trusted"));
    }

    @Test
    void is_not_reached_by_a_name_that_changes_between_look_and_connection() {
      LocalServer outside = opened(LocalServer.at("127.0.0.2", c -> c.sendJson(200, "outside")));
      AtomicInteger looks = new AtomicInteger();
      GuardedHttp http =
          knowing(
              host -> addresses(looks.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"), LONG);

      HttpQuestion question =
          HttpQuestion.get(URI.create("http://turning.example:" + outside.port() + "/"));
      assertThat(http.ask(question)).isEqualTo(new Answered(200, "outside"));
      assertThat(looks).hasValue(1);
      assertThat(why(http.ask(question))).isEqualTo(Why.REFUSED);
    }

    @Test
    void is_not_reached_by_a_redirection() {
      LocalServer inside = server(c -> c.sendJson(200, "secret"));
      LocalServer outside =
          server(c ->
              c.send(
                  "HTTP/1.1 302 There\r\nLocation: "
                      + inside.uri("/")
                      + "\r\nContent-Length: 9999999\r\n\r\n"));

      assertThat(ask(outside))
          .isEqualTo(new Unanswered(Why.REDIRECTED, "127.0.0.1 redirects, which is not followed"));
      assertThat(inside.heads()).isEmpty();
    }
  }

  @Nested
  class An_address_that_is_none {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "file:///etc/passwd",
          "gopher://example.com/",
          "jar:http://example.com/!/",
          "/relative",
          "http://ada:secret@example.com/",
          "http:///nobody",
          "http://127.1/",
          "http://example.com:0/",
          "http://example.com:99999/"
        })
    void is_refused_before_anybody_is_asked(String address) {
      GuardedHttp http =
          knowing(
              host -> {
                throw new AssertionError("looked up " + host);
              },
              LONG);
      assertThat(why(http.ask(HttpQuestion.get(URI.create(address))))).isEqualTo(Why.REFUSED);
    }

    @Test
    void is_no_host_to_trust() {
      assertThatThrownBy(() -> TrustedHosts.parse("geo.internal,not a host"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_not_smuggled_in_by_a_header() {
      HttpQuestion question = HttpQuestion.get(URI.create("http://example.com/"));
      assertThatThrownBy(() -> question.with("X-Key", "a\r\nHost: other"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class A_server_that_lies_or_is_slow {

    @Test
    void is_cut_off_when_it_says_nothing() throws InterruptedException {
      LocalServer server = server(LocalServer.Connection::hang);

      assertThat(askShortly(server))
          .isEqualTo(new Unanswered(Why.TIMED_OUT, "127.0.0.1 did not answer in time"));
      assertThat(server.ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"})
    void is_cut_off_when_it_sends_a_byte_now_and_then_for_ever(String beginning)
        throws InterruptedException {
      CountDownLatch never = new CountDownLatch(1);
      LocalServer server =
          server(c -> {
            c.send(beginning);
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
              c.send("H");
            }
          });

      assertThat(askShortly(server))
          .isEqualTo(new Unanswered(Why.TIMED_OUT, "127.0.0.1 did not answer in time"));
      assertThat(server.ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void is_given_up_when_not_even_its_name_is_found_in_time() {
      CountDownLatch never = new CountDownLatch(1);
      GuardedHttp http =
          knowing(
              host -> {
                awaitUntilInterrupted(never);
                throw new UnknownHostException(host);
              },
              SHORT);

      assertThat(why(http.ask(HttpQuestion.get(URI.create("http://slow.example/")))))
          .isEqualTo(Why.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1001", "Content-Length: 999999999999", "X: endless"})
    void is_cut_off_when_it_sends_too_much(String header) {
      LocalServer server =
          server(c -> {
            c.send("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
            for (int sent = 0; sent < 1_000_000; sent += 100) {
              c.send("a".repeat(100));
            }
          });

      assertThat(ask(server))
          .isEqualTo(new Unanswered(Why.TOO_LARGE, "127.0.0.1 sent more than 1000 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SSH-2.0-OpenSSH_9.2\r\n\r\n",
          "HTTP/1.1 much OK\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n"
        })
    void is_not_understood(String text) {
      assertThat(why(ask(server(c -> c.send(text))))).isEqualTo(Why.GARBLED);
    }

    @Test
    void is_not_listened_to_for_endless_headers() {
      LocalServer server =
          server(c -> {
            c.send("HTTP/1.1 200 OK\r\nX: ");
            for (int sent = 0; sent < 1_000_000; sent += 100) {
              c.send("a".repeat(100));
            }
          });

      assertThat(why(ask(server))).isEqualTo(Why.GARBLED);
    }

    @Test
    void is_unreachable_when_it_hangs_up_or_is_not_there() throws IOException {
      assertThat(why(ask(server(c -> {})))).isEqualTo(Why.UNREACHABLE);

      LocalServer gone = LocalServer.at("127.0.0.1", c -> {});
      gone.close();
      assertThat(why(ask(gone))).isEqualTo(Why.UNREACHABLE);

      GuardedHttp http =
          knowing(
              host -> {
                throw new UnknownHostException(host);
              },
              LONG);
      assertThat(http.ask(HttpQuestion.get(URI.create("http://nowhere.example/"))))
          .isEqualTo(new Unanswered(Why.UNREACHABLE, "there is no host nowhere.example"));
    }
  }

  @Nested
  class A_server_that_keeps_failing {

    private final LocalServer server = server(c -> c.sendJson(503, "{}"));
    private final GuardedHttp http = trusting("127.0.0.1", LONG);
    private final HttpQuestion question = HttpQuestion.get(server.uri("/"));

    @Test
    void is_left_alone_for_half_a_minute_and_then_tried_once() {
      for (int i = 0; i < 5; i++) {
        assertThat(http.ask(question)).isEqualTo(new Answered(503, "{}"));
      }
      Unanswered paused =
          new Unanswered(Why.PAUSED, "127.0.0.1 failed too often, and is left alone");
      assertThat(http.ask(question)).isEqualTo(paused);

      clock.advance(Duration.ofSeconds(30));
      assertThat(http.ask(question)).isEqualTo(new Answered(503, "{}"));
      assertThat(http.ask(question)).isEqualTo(paused);
      assertThat(server.heads()).hasSize(6);
    }
  }

  private HttpAnswer ask(LocalServer server) {
    return trusting("127.0.0.1", LONG).ask(HttpQuestion.get(server.uri("/")));
  }

  private HttpAnswer askShortly(LocalServer server) {
    return trusting("127.0.0.1", SHORT).ask(HttpQuestion.get(server.uri("/")));
  }

  private static Why why(HttpAnswer answer) {
    assertThat(answer).isInstanceOf(Unanswered.class);
    return ((Unanswered) answer).why();
  }

  private LocalServer server(LocalServer.Behaviour behaviour) {
    return opened(LocalServer.at("127.0.0.1", behaviour));
  }

  private GuardedHttp trusting(String hosts, HttpLimits limits) {
    return opened(
        new GuardedHttp(
            limits,
            TrustedHosts.parse(hosts),
            PublicAddresses::include,
            host -> List.of(InetAddress.getAllByName(host)),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            clock));
  }

  /** Takes 127.0.0.2 for a public address, so that nothing real has to be asked. */
  private GuardedHttp knowing(GuardedHttp.Names names, HttpLimits limits) {
    return opened(
        new GuardedHttp(
            limits,
            TrustedHosts.NONE,
            address -> address.getHostAddress().equals("127.0.0.2"),
            names,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            clock));
  }

  private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(InetAddress.getByName(text));
    }
    return addresses;
  }

  private static void awaitUntilInterrupted(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    opened.add(one);
    return one;
  }
}
