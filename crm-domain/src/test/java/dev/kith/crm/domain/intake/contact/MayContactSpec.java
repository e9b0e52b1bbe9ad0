package dev.kith.crm.domain.intake.contact;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.Violation;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MayContactSpec {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());
  private static final Instant NOON = Instant.parse("2026-11-04T11:00:00Z");
  private static final Instant GIVEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final EmailAddress EMAIL = new EmailAddress("ada@shop.analytical.example");
  private static final PhoneNumber PHONE = new PhoneNumber("+493012345678");

  @Nested
  class A_person_who_said_yes {

    @Test
    void may_be_contacted() {
      assertThat(decide(facts(), Channel.PHONE, NOON))
          .isEqualTo(new ContactDecision(List.of(), Optional.of(NOON)));
    }

    @Test
    void may_not_be_contacted_once_the_yes_has_expired() {
      ConsentEntry yes = said(Status.GRANTED, NOON);
      assertThat(decide(facts(yes), Channel.PHONE, NOON.minusNanos(1)).allowed()).isTrue();
      assertThat(decide(facts(yes), Channel.PHONE, NOON))
          .isEqualTo(new ContactDecision(List.of(new Obstacle.Expired(yes)), Optional.empty()));
    }

    @Test
    void may_not_be_contacted_if_the_yes_expires_before_the_quiet_ends() {
      ConsentEntry yes = said(Status.GRANTED, NOON.plusSeconds(60));
      QuietWindow lunch = window(EVERY_DAY, "11:00", "14:00");
      assertThat(decide(facts(yes, lunch), Channel.PHONE, NOON))
          .isEqualTo(
              new ContactDecision(
                  List.of(new Obstacle.Quiet(Optional.of(Instant.parse("2026-11-04T13:00:00Z")))),
                  Optional.empty()));
    }
  }

  @Nested
  class Every_reason_is_told {

    @Test
    void at_once() {
      ConsentEntry no = said(Status.DENIED, null);
      Suppression number = new Suppression(new Suppression.Target.Line(PHONE), "asked", null);
      ContactFacts facts =
          new ContactFacts(
              EMAIL,
              PHONE,
              false,
              new ConsentLedger(List.of(no)),
              List.of(window(EVERY_DAY, "00:00", "00:00")),
              List.of(number),
              List.of(RegistryAnswer.LISTED, RegistryAnswer.UNKNOWN));

      assertThat(decide(facts, Channel.PHONE, NOON))
          .isEqualTo(
              new ContactDecision(
                  List.of(
                      new Obstacle.Refused(no),
                      new Obstacle.Suppressed(number),
                      new Obstacle.Registered(),
                      new Obstacle.RegistrySilent(),
                      new Obstacle.Quiet(Optional.empty())),
                  Optional.empty()));
      assertThat(decide(facts, Channel.POST, NOON).obstacles())
          .startsWith(
              new Obstacle.Unreachable(Channel.POST),
              new Obstacle.NotAsked(Channel.POST, Purpose.SALES));
    }
  }

  @Nested
  class A_suppression {

    @Test
    void of_a_domain_covers_those_below_it_and_no_other() {
      assertThat(suppresses("Analytical.example")).isTrue();
      assertThat(suppresses("tical.example")).isFalse();
      assertThat(Suppression.domain("no domain"))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation(
                          "", "email-syntax", "The part after the @ is not a domain name."))));
    }

    @Test
    void of_a_number_covers_its_extensions() {
      PhoneNumber extension = new PhoneNumber(PHONE.text() + ";ext=21");
      assertThat(decide(suppressed(new Suppression.Target.Line(extension), null)).allowed())
          .isFalse();
    }

    @Test
    void ends() {
      Suppression.Target target = new Suppression.Target.Line(PHONE);
      Instant later = NOON.plusSeconds(3600);
      assertThat(decide(suppressed(target, later)))
          .isEqualTo(
              new ContactDecision(
                  List.of(new Obstacle.Suppressed(new Suppression(target, "asked", later))),
                  Optional.of(later)));
      assertThat(decide(suppressed(target, NOON)).allowed()).isTrue();
    }

    private boolean suppresses(String domain) {
      Suppression by = new Suppression(Suppression.domain(domain).orElseThrow(), "asked", null);
      return decide(suppressed(by.target(), null), Channel.EMAIL, NOON)
          .obstacles()
          .contains(new Obstacle.Suppressed(by));
    }

    private ContactFacts suppressed(Suppression.Target target, @Nullable Instant until) {
      return new ContactFacts(
          EMAIL,
          PHONE,
          false,
          new ConsentLedger(List.of(said(Status.GRANTED, null))),
          List.of(),
          List.of(new Suppression(target, "asked", until)),
          List.of());
    }
  }

  @Nested
  class Quiet {

    @Test
    void lasts_over_midnight_and_belongs_to_the_day_on_which_it_begins() {
      QuietWindow night = window(Set.of(FRIDAY), "21:00", "08:00");
      assertThat(again("2026-11-06T19:59:59Z", night)).isEqualTo("2026-11-06T19:59:59Z");
      assertThat(again("2026-11-06T20:00:00Z", night)).isEqualTo("2026-11-07T07:00:00Z");
      assertThat(again("2026-11-07T06:59:59Z", night)).isEqualTo("2026-11-07T07:00:00Z");
      assertThat(again("2026-11-07T07:00:00Z", night)).isEqualTo("2026-11-07T07:00:00Z");
      assertThat(again("2026-11-06T06:00:00Z", night)).isEqualTo("2026-11-06T06:00:00Z");
    }

    @Test
    void goes_on_through_windows_that_follow_on_each_other() {
      assertThat(
              again(
                  "2026-11-06T22:00:00Z",
                  window(EVERY_DAY, "21:00", "08:00"),
                  window(Set.of(SATURDAY, SUNDAY), "00:00", "00:00")))
          .isEqualTo("2026-11-09T07:00:00Z");
    }

    @Test
    void is_an_hour_shorter_when_the_clock_jumps_and_an_hour_longer_when_it_is_set_back() {
      QuietWindow night = window(EVERY_DAY, "22:00", "08:00");
      assertThat(again("2026-03-28T21:00:00Z", night)).isEqualTo("2026-03-29T06:00:00Z");
      assertThat(again("2026-10-24T20:00:00Z", night)).isEqualTo("2026-10-25T07:00:00Z");
    }

    @Test
    void ends_as_the_clock_jumps_over_its_end() {
      assertThat(again("2026-03-29T00:30:00Z", window(EVERY_DAY, "22:00", "02:30")))
          .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void covers_both_of_two_hours_that_are_called_alike() {
      QuietWindow hour = window(EVERY_DAY, "02:15", "02:45");
      assertThat(again("2026-10-25T00:15:00Z", hour)).isEqualTo("2026-10-25T01:45:00Z");
      assertThat(again("2026-10-25T01:44:59Z", hour)).isEqualTo("2026-10-25T01:45:00Z");
    }

    @Test
    void does_not_reign_on_other_channels() {
      QuietWindow always = window(EVERY_DAY, "00:00", "00:00");
      assertThat(decide(facts(said(Status.GRANTED, null), always), Channel.EMAIL, NOON).obstacles())
          .containsExactly(new Obstacle.NotAsked(Channel.EMAIL, Purpose.SALES));
    }

    @Test
    void needs_a_channel_and_a_day() {
      assertThat(QuietWindow.of(Set.of(), Set.of(), LocalTime.NOON, LocalTime.NOON, BERLIN))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("channels", "required", "Name at least one channel."),
                      Violation.at("days", "required", "Name at least one day."))));
    }

    private String again(String at, QuietWindow... windows) {
      return decide(facts(said(Status.GRANTED, null), windows), Channel.PHONE, Instant.parse(at))
          .from()
          .orElseThrow()
          .toString();
    }
  }

  private static QuietWindow window(Set<DayOfWeek> days, String from, String to) {
    return QuietWindow.of(
            Set.of(Channel.PHONE), days, LocalTime.parse(from), LocalTime.parse(to), BERLIN)
        .orElseThrow();
  }

  private static ConsentEntry said(Status status, @Nullable Instant until) {
    return new ConsentEntry(
        Channel.PHONE, Purpose.SALES, status, LawfulBasis.CONSENT, "Call", "note 1", GIVEN, until);
  }

  private static ContactFacts facts() {
    return facts(said(Status.GRANTED, null));
  }

  private static ContactFacts facts(ConsentEntry entry, QuietWindow... windows) {
    return new ContactFacts(
        EMAIL,
        PHONE,
        false,
        new ConsentLedger(List.of(entry)),
        List.of(windows),
        List.of(),
        List.of(RegistryAnswer.NOT_LISTED));
  }

  private static ContactDecision decide(ContactFacts facts) {
    return decide(facts, Channel.PHONE, NOON);
  }

  private static ContactDecision decide(ContactFacts facts, Channel channel, Instant at) {
    return ContactDecision.on(facts, channel, Purpose.SALES, at);
  }
}
