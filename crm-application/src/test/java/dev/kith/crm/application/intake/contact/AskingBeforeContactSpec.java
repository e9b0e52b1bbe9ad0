package dev.kith.crm.application.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.ContactDecision;
import dev.kith.crm.domain.intake.contact.Obstacle;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.QuietHours.Settings;
import dev.kith.crm.domain.intake.contact.RegistryAnswer;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AskingBeforeContactSpec {

  private final Actor ada = Actors.administrator();
  private final SettableClock clock = SettableClock.atStart();
  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = crm(storage);

  private Crm crm(MemoryStorage on, DoNotCallRegistry... registries) {
    Crm.Builder builder =
        Crm.on(on)
            .clock(clock)
            .background(false)
            .homeCountry(new Country("DE"))
            .owners(user -> true)
            .doNotCallPatience(Duration.ofMillis(50));
    Stream.of(registries).forEach(builder::doNotCallRegistry);
    return builder.start();
  }

  @Nested
  class A_lead_that_agreed {

    private final Lead lead = agreeing(Channel.EMAIL, "ada@engines.example", null);

    @Test
    void may_be_contacted_on_that_channel_for_that_purpose() {
      assertThat(check(lead, Channel.EMAIL)).isEqualTo(decision(List.of(), clock.instant()));
      assertThat(obstacles(contacts(ada).check(lead.id(), Channel.EMAIL, Purpose.SERVICE)))
          .containsExactly("NotAsked");
      assertThat(obstacles(contacts(ada).check(lead.id(), Channel.PHONE, Purpose.MARKETING)))
          .contains("Unreachable", "NotAsked");
    }

    @Test
    void may_be_no_more_once_it_has_changed_its_mind() {
      crm.as(ada)
          .consents()
          .record(lead.id(), ConsentDraft.withdrawn(Channel.EMAIL, Purpose.MARKETING, "Call"))
          .orElseThrow();
      assertThat(obstacles(contacts(ada).check(lead.id(), Channel.EMAIL, Purpose.MARKETING)))
          .containsExactly("Refused");
    }

    @Test
    void is_told_of_on_every_channel_for_every_purpose() {
      List<ContactAnswer> all = contacts(ada).overview(lead.id()).orElseThrow();
      assertThat(all)
          .hasSize(
              (int)
                  (Stream.of(Channel.values()).filter(Channel::contacts).count()
                      * Stream.of(Purpose.values()).filter(Purpose::contacts).count()))
          .noneMatch(answer -> answer.channel() == Channel.WEB)
          .noneMatch(answer -> answer.purpose() == Purpose.ANALYTICS);
      assertThat(all.stream().filter(answer -> answer.decision().allowed()))
          .singleElement()
          .isEqualTo(
              new ContactAnswer(
                  lead.id(),
                  Channel.EMAIL,
                  Purpose.MARKETING,
                  decision(List.of(), clock.instant())));
      Actor masked = Actors.masked(ada, "lead.emailConsent");
      assertThat(contacts(masked).overview(lead.id()).orElseThrow())
          .hasSize(
              all.size() - (int) Stream.of(Purpose.values()).filter(Purpose::contacts).count());
      assertThat(code(contacts(masked).check(lead.id(), Channel.EMAIL, Purpose.MARKETING)))
          .isEqualTo("forbidden");
    }

    @Test
    void is_not_asked_about_in_the_bin_or_as_part_of_another_or_by_strangers() {
      assertThat(
              contacts(Actors.salesRep("Stan", Scope.OWN))
                  .check(lead.id(), Channel.EMAIL, Purpose.MARKETING))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.id().value())));
      assertThat(code(contacts(Actors.viewer()).check(lead.id(), Channel.EMAIL, Purpose.MARKETING)))
          .isEqualTo("forbidden");
      Lead other = captured(LeadDraft.named("Ada", "King"));
      crm.as(ada)
          .merges()
          .merge(new Merges.Command(lead.id(), List.of(other.id()), Map.of(), Map.of()))
          .orElseThrow();
      assertThat(contacts(ada).check(other.id(), Channel.EMAIL, Purpose.MARKETING))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.Merged(other.id().value(), lead.id().value())));
      crm.as(ada).leads().delete(lead.id()).orElseThrow();
      assertThat(contacts(ada).check(lead.id(), Channel.EMAIL, Purpose.MARKETING))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(lead.id().value())));
    }
  }

  @Nested
  class Many_leads {

    @Test
    void are_asked_about_at_once_each_with_an_answer_of_its_own_in_order() {
      Lead yes = agreeing(Channel.EMAIL, "yes@x.example", null);
      Lead no = captured(LeadDraft.EMPTY.email("no@x.example"));
      LeadId nobody = new LeadId(new UUID(0, 1));
      List<Outcome<ContactAnswer>> answers =
          contacts(ada)
              .checkAll(
                  List.of(yes.id(), nobody, no.id(), yes.id()), Channel.EMAIL, Purpose.MARKETING)
              .orElseThrow();
      assertThat(answers.stream().map(AskingBeforeContactSpec::obstacles))
          .containsExactly(List.of(), List.of("not-found"), List.of("NotAsked"), List.of());
    }

    @Test
    void are_asked_about_up_to_a_limit() {
      List<LeadId> ids =
          IntStream.rangeClosed(0, Contacts.LARGEST_BATCH)
              .mapToObj(i -> new LeadId(new UUID(0, i)))
              .toList();
      assertThat(pointers(contacts(ada).checkAll(ids, Channel.EMAIL, Purpose.MARKETING)))
          .containsExactly("/leads too-many");
    }
  }

  @Nested
  class What_is_on_the_list {

    @Test
    void is_left_alone_until_it_is_taken_off_or_its_time_is_over() {
      Lead lead = agreeing(Channel.EMAIL, "Ada@shop.engines.example", null);
      SuppressionEntry address = suppress(Kind.ADDRESS, "ada@SHOP.engines.example", null);
      SuppressionEntry domain =
          suppress(Kind.DOMAIN, "engines.example", clock.instant().plusSeconds(60));
      assertThat(check(lead, Channel.EMAIL).obstacles())
          .containsExactlyInAnyOrder(
              new Obstacle.Suppressed(address.suppression()),
              new Obstacle.Suppressed(domain.suppression()));
      crm.as(ada).suppressions().remove(address.id(), "Asked to").orElseThrow();
      assertThat(check(lead, Channel.EMAIL))
          .isEqualTo(
              decision(
                  List.of(new Obstacle.Suppressed(domain.suppression())),
                  clock.instant().plusSeconds(60)));
      clock.advance(Duration.ofSeconds(60));
      assertThat(check(lead, Channel.EMAIL).allowed()).isTrue();
    }

    @Test
    void is_put_there_in_a_batch_which_tells_what_was_known() {
      suppress(Kind.ADDRESS, "a@x.example", null);
      suppress(Kind.ADDRESS, "b@x.example", clock.instant().plusSeconds(60));
      Suppressions.Added added =
          crm.as(ada)
              .suppressions()
              .addAll(
                  List.of(
                      draft(Kind.ADDRESS, "A@x.example", null),
                      draft(Kind.ADDRESS, "b@x.example", null),
                      draft(Kind.NUMBER, "030 12345678", null),
                      draft(Kind.NUMBER, "+49 30 12345678", null)))
              .orElseThrow();
      assertThat(added.known()).isEqualTo(2);
      assertThat(added.added())
          .extracting(entry -> entry.suppression().target().text())
          .containsExactly("b@x.example", "+493012345678");
      assertThat(
              crm.as(ada)
                  .auditTrail()
                  .history(added.added().getFirst().subject(), null, 10)
                  .orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactly("suppression.add");
      assertThat(storage.outbox().after(null, 100).stream().map(e -> e.event().type()))
          .hasSize(4)
          .containsOnly("suppression.added.v1");
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      SuppressionDraft bad = new SuppressionDraft(Kind.DOMAIN, "no domain", " ", Instant.EPOCH);
      assertThat(pointers(crm.as(ada).suppressions().addAll(List.of(bad))))
          .containsExactly(
              "/items/0/target email-syntax",
              "/items/0/reason required",
              "/items/0/until not-in-future");
      assertThat(
              pointers(
                  crm.as(ada)
                      .suppressions()
                      .add(new SuppressionDraft(Kind.NUMBER, null, "x", null))))
          .containsExactly("/target required");
      SuppressionEntry entry = suppress(Kind.ADDRESS, "a@x.example", null);
      assertThat(pointers(crm.as(ada).suppressions().remove(entry.id(), null)))
          .containsExactly("/reason required");
    }

    @Test
    void is_changed_and_read_by_those_who_may_on_all_records() {
      Actor viewer = Actors.viewer();
      assertThat(code(crm.as(viewer).suppressions().add(draft(Kind.ADDRESS, "a@x.example", null))))
          .isEqualTo("forbidden");
      assertThat(code(crm.as(viewer).suppressions().list(ListQuery.all(SuppressionView.CATALOGUE))))
          .isEqualTo("forbidden");
      assertThat(code(crm.as(viewer).contacts().setQuietHours(QuietHours.USUAL.settings())))
          .isEqualTo("forbidden");
      assertThat(code(crm.as(viewer).contacts().quietHours())).isEqualTo("forbidden");
    }
  }

  @Nested
  class The_quiet_hours {

    @Test
    void reign_where_the_lead_is() {
      clock.set(Instant.parse("2026-11-05T13:00:00Z"));
      Lead german = agreeing(Channel.PHONE, null, "+49 30 12345678");
      Lead japanese = agreeing(Channel.PHONE, null, "+81 3 1234 5678");
      assertThat(check(german, Channel.PHONE).allowed()).isTrue();
      assertThat(check(japanese, Channel.PHONE))
          .isEqualTo(
              decision(
                  List.of(new Obstacle.Quiet(Optional.of(Instant.parse("2026-11-05T23:00:00Z")))),
                  Instant.parse("2026-11-05T23:00:00Z")));
    }

    @Test
    void are_set_by_an_administrator_on_the_version_that_was_looked_at() {
      QuietHours set =
          crm.as(ada)
              .contacts()
              .setQuietHours(new Settings("Europe/Berlin", List.of()))
              .orElseThrow();
      assertThat(crm.as(ada).contacts().quietHours()).isEqualTo(Outcome.done(set));
      assertThat(crm.as(ada).expecting(1).contacts().setQuietHours(QuietHours.USUAL.settings()))
          .isEqualTo(
              Outcome.refused(new StaleVersion("quiet-hours", QuietHours.ID.toString(), 1, 2)));
    }
  }

  @Nested
  class Outside_registers {

    private final Lead lead = agreeing(Channel.PHONE, null, "+49 30 12345678");

    @Test
    void are_asked_before_a_call_and_their_silence_is_no_permission() {
      clock.set(Instant.parse("2026-11-05T13:00:00Z"));
      CountDownLatch never = new CountDownLatch(1);
      assertThat(asked(registry(number -> RegistryAnswer.NOT_LISTED))).isEmpty();
      assertThat(asked(registry(number -> RegistryAnswer.LISTED))).containsExactly("Registered");
      assertThat(asked(registry(number -> null))).containsExactly("RegistrySilent");
      assertThat(
              asked(
                  registry(number -> {
                    throw new IllegalStateException("down");
                  })))
          .containsExactly("RegistrySilent");
      assertThat(
              asked(
                  registry(number -> {
                    never.await();
                    return RegistryAnswer.NOT_LISTED;
                  })))
          .containsExactly("RegistrySilent");
      assertThat(
              asked(
                  registry(number -> RegistryAnswer.LISTED),
                  registry(number -> {
                    never.await();
                    return RegistryAnswer.NOT_LISTED;
                  })))
          .containsExactly("Registered", "RegistrySilent");
    }

    @Test
    void are_not_asked_about_numbers_that_they_do_not_cover() {
      clock.set(Instant.parse("2026-11-05T13:00:00Z"));
      DoNotCallRegistry american =
          new DoNotCallRegistry() {
            @Override
            public boolean covers(PhoneNumber number) {
              return number.text().startsWith("+1");
            }

            @Override
            public Map<PhoneNumber, RegistryAnswer> lookUp(Set<PhoneNumber> numbers) {
              throw new AssertionError("asked about " + numbers);
            }
          };
      assertThat(asked(american)).isEmpty();
    }

    private List<String> asked(DoNotCallRegistry... registries) {
      return obstacles(
          crm(storage, registries)
              .as(ada)
              .contacts()
              .check(lead.id(), Channel.PHONE, Purpose.MARKETING));
    }
  }

  /** What a register says of a number; null if it says nothing. */
  @FunctionalInterface
  private interface Saying {
    @Nullable RegistryAnswer of(PhoneNumber number) throws InterruptedException;
  }

  private static DoNotCallRegistry registry(Saying saying) {
    return new DoNotCallRegistry() {
      @Override
      public boolean covers(PhoneNumber number) {
        return true;
      }

      @Override
      public Map<PhoneNumber, RegistryAnswer> lookUp(Set<PhoneNumber> numbers) {
        Map<PhoneNumber, RegistryAnswer> answers = new HashMap<>();
        for (PhoneNumber number : numbers) {
          try {
            RegistryAnswer answer = saying.of(number);
            if (answer != null) {
              answers.put(number, answer);
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        return answers;
      }
    };
  }

  private Lead agreeing(Channel channel, @Nullable String email, @Nullable String phone) {
    Lead lead =
        captured(
            LeadDraft.named("Ada", "Lovelace")
                .with(LeadField.EMAIL, email)
                .with(LeadField.PHONE, phone));
    crm.as(ada)
        .consents()
        .record(
            lead.id(),
            ConsentDraft.granted(channel, Purpose.MARKETING, "Web form", "Form 7")
                .at(Instant.parse("2026-01-01T00:00:00Z")))
        .orElseThrow();
    return lead;
  }

  private Lead captured(LeadDraft draft) {
    return crm.as(ada).leads().capture(new Leads.Capture(draft)).orElseThrow();
  }

  private SuppressionEntry suppress(Kind kind, String target, @Nullable Instant until) {
    return crm.as(ada).suppressions().add(draft(kind, target, until)).orElseThrow();
  }

  private static SuppressionDraft draft(Kind kind, String target, @Nullable Instant until) {
    return new SuppressionDraft(kind, target, "Bounced", until);
  }

  private Contacts contacts(Actor actor) {
    return crm.as(actor).contacts();
  }

  private ContactDecision check(Lead lead, Channel channel) {
    return contacts(ada).check(lead.id(), channel, Purpose.MARKETING).orElseThrow().decision();
  }

  private static ContactDecision decision(List<Obstacle> obstacles, Instant from) {
    return new ContactDecision(obstacles, Optional.of(from));
  }

  private static List<String> obstacles(Outcome<ContactAnswer> outcome) {
    return switch (outcome) {
      case Outcome.Done<ContactAnswer>(var answer) ->
          answer.decision().obstacles().stream().map(o -> o.getClass().getSimpleName()).toList();
      case Outcome.Refused<ContactAnswer>(var refusal) -> List.of(refusal.code());
    };
  }

  private static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
  }

  private static List<String> pointers(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
            && refusal instanceof Invalid(var violations)
        ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }
}
