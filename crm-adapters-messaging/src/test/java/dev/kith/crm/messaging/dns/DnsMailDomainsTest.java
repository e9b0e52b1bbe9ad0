package dev.kith.crm.messaging.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.validation.MailDomain;
import dev.kith.crm.application.intake.validation.MailDomains;
import dev.kith.crm.testkit.MailDomainsContract;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DnsMailDomainsTest implements MailDomainsContract {

  private static final MailDomain UNANSWERED = new MailDomain.Unanswered();

  /** For what is not answered. */
  private static final Duration SHORT = Duration.ofMillis(400);

  /** For what is answered, on however slow a machine. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private final List<LocalNameServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(LocalNameServer::close);
  }

  @Override
  public MailDomains mailDomains() {
    return asking(server(DnsMailDomainsTest::honest), Duration.ofSeconds(1));
  }

  @Test
  void an_alias_is_followed() {
    assertThat(ask(server(DnsMailDomainsTest::honest), "alias.example", LONG))
        .isEqualTo(new MailDomain.Takes(List.of("a.mail.example", "b.mail.example")));
  }

  @Test
  void an_answer_that_is_cut_off_is_asked_for_again_over_TCP() {
    LocalNameServer server =
        server((question, overTcp) -> {
          if (overTcp) {
            return honest(question, true);
          }
          Message cut = reply(question, Rcode.NOERROR);
          cut.getHeader().setFlag(Flags.TC);
          return Optional.of(cut.toWire());
        });

    assertThat(ask(server, "mail.example", LONG))
        .isEqualTo(new MailDomain.Takes(List.of("a.mail.example", "b.mail.example")));
    assertThat(server.asked()).contains("udp mail.example. MX", "tcp mail.example. MX");
  }

  @Test
  void failures_of_a_name_server_say_nothing_of_a_domain() {
    for (int failure : new int[] {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.FORMERR, Rcode.NOTIMP}) {
      LocalNameServer server =
          server((question, overTcp) -> Optional.of(reply(question, failure).toWire()));
      assertThat(ask(server, "mail.example", LONG)).as(Rcode.string(failure)).isEqualTo(UNANSWERED);
    }
  }

  @Test
  void an_address_that_cannot_be_found_out_leaves_the_domain_open() {
    LocalNameServer server =
        server((question, overTcp) ->
            question.getQuestion().getType() == Type.AAAA
                ? Optional.of(reply(question, Rcode.SERVFAIL).toWire())
                : honest(question, overTcp));

    assertThat(ask(server, "empty.example", LONG)).isEqualTo(UNANSWERED);
    assertThat(ask(server, "bare.example", LONG)).isInstanceOf(MailDomain.Takes.class);
  }

  @Test
  void lies_are_not_believed() {
    LocalNameServer otherId =
        server((question, overTcp) -> {
          Message lie = reply(question, Rcode.NXDOMAIN);
          lie.getHeader().setID(question.getHeader().getID() ^ 1);
          return Optional.of(lie.toWire());
        });
    LocalNameServer otherName =
        server((question, overTcp) -> {
          Message lie = new Message(question.getHeader().getID());
          lie.getHeader().setFlag(Flags.QR);
          lie.getHeader().setRcode(Rcode.NXDOMAIN);
          lie.addRecord(
              Record.newRecord(Name.fromString("other.example."), Type.MX, 1), Section.QUESTION);
          return Optional.of(lie.toWire());
        });
    LocalNameServer noise = server((question, overTcp) -> Optional.of(new byte[] {1, 2, 3}));

    assertThat(ask(otherId, "mail.example", SHORT)).isEqualTo(UNANSWERED);
    assertThat(ask(otherName, "mail.example", SHORT)).isEqualTo(UNANSWERED);
    assertThat(ask(noise, "mail.example", SHORT)).isEqualTo(UNANSWERED);
  }

  @Test
  void an_answer_that_comes_too_late_is_not_waited_for() {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    LocalNameServer server =
        server((question, overTcp) -> {
          try {
            mayAnswer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return honest(question, overTcp);
        });

    assertThat(ask(server, "mail.example", SHORT)).isEqualTo(UNANSWERED);
    mayAnswer.countDown();
    assertThat(ask(server, "mail.example", LONG)).isInstanceOf(MailDomain.Takes.class);
  }

  @Test
  void a_server_that_is_not_there_leaves_the_domain_open() {
    LocalNameServer gone = server(DnsMailDomainsTest::honest);
    gone.close();

    assertThat(ask(gone, "mail.example", SHORT)).isEqualTo(UNANSWERED);
  }

  @Test
  void a_second_server_answers_where_the_first_is_silent() {
    MailDomains domains =
        DnsMailDomains.of(
            List.of(
                server((question, overTcp) -> Optional.empty()).address(),
                server(DnsMailDomainsTest::honest).address()),
            LONG);

    assertThat(domains.lookUp(Set.of("mail.example")).get("mail.example"))
        .isInstanceOf(MailDomain.Takes.class);
  }

  @Test
  void a_name_that_no_name_server_could_know_is_left_open() {
    String tooLong = "a".repeat(64) + ".example";
    assertThat(ask(server(DnsMailDomainsTest::honest), tooLong, LONG)).isEqualTo(UNANSWERED);
  }

  private LocalNameServer server(LocalNameServer.Behaviour behaviour) {
    LocalNameServer server = LocalNameServer.start(behaviour);
    servers.add(server);
    return server;
  }

  private static MailDomains asking(LocalNameServer server, Duration timeout) {
    return DnsMailDomains.of(List.of(server.address()), timeout);
  }

  private static MailDomain ask(LocalNameServer server, String domain, Duration timeout) {
    return asking(server, timeout).lookUp(Set.of(domain)).get(domain);
  }

  /** The domains of the contract. */
  private static Optional<byte[]> honest(Message question, boolean overTcp) throws IOException {
    Name name = question.getQuestion().getName();
    int type = question.getQuestion().getType();
    Message reply = reply(question, Rcode.NOERROR);
    switch (name.toString(true)) {
      case "mail.example" -> {
        if (type == Type.MX) {
          reply.addRecord(mx(name, 20, "b.mail.example."), Section.ANSWER);
          reply.addRecord(mx(name, 10, "a.mail.example."), Section.ANSWER);
        }
      }
      case "alias.example" ->
          reply.addRecord(
              new CNAMERecord(name, 1, 60, Name.fromString("mail.example.")), Section.ANSWER);
      case "null.example" -> {
        if (type == Type.MX) {
          reply.addRecord(mx(name, 0, "."), Section.ANSWER);
        }
      }
      case "bare.example" -> {
        if (type == Type.A) {
          reply.addRecord(
              new ARecord(name, 1, 60, InetAddress.getByAddress(new byte[] {1, 2, 3, 4})),
              Section.ANSWER);
        }
      }
      case "empty.example" -> {}
      case "silent.example" -> {
        return Optional.empty();
      }
      default -> reply.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return Optional.of(reply.toWire());
  }

  private static MXRecord mx(Name name, int priority, String target) throws IOException {
    return new MXRecord(name, 1, 60, priority, Name.fromString(target));
  }

  private static Message reply(Message question, int code) {
    Message reply = new Message(question.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.getHeader().setRcode(code);
    reply.addRecord(question.getQuestion(), Section.QUESTION);
    return reply;
  }
}
