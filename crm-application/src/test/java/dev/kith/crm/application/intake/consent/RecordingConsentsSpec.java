package dev.kith.crm.application.intake.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.ConsentHistory.State;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.ConsentRefusal.TooManyConsents;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordingConsentsSpec {

  private static final ConsentSummary.Consent GRANTED = ConsentSummary.Consent.GRANTED;
  private static final ConsentSummary.Consent WITHDRAWN = ConsentSummary.Consent.WITHDRAWN;
  private static final ConsentSummary.Consent NOT_ASKED = ConsentSummary.Consent.NOT_ASKED;

  private final TrialCrm crm = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Instant start = SettableClock.START;
  private final LeadDraft draft = LeadDraft.named("Ada", "Lovelace").email("ada@engines.example");

  @Nested
  class A_lead_whose_fields_say_yes {

    @Test
    void has_it_in_its_ledger_from_its_birth_on() {
      Lead lead = captured(consenting(draft, "Form 7"));

      Consent line = history(lead).lines().getFirst();
      assertThat(line.entry().channel()).isEqualTo(Channel.EMAIL);
      assertThat(line.entry().purpose()).isEqualTo(Purpose.MARKETING);
      assertThat(line.entry().basis()).isEqualTo(LawfulBasis.CONSENT);
      assertThat(line.entry().source()).isEqualTo("Lead");
      assertThat(line.entry().evidence()).isEqualTo("Form 7");
      assertThat(line.entry().occurredAt()).isEqualTo(start);
      assertThat(history(lead).lines()).hasSize(1);
      assertThat(lead.content().consent())
          .isEqualTo(new ConsentSummary(GRANTED, NOT_ASKED, NOT_ASKED, "Form 7"));
      assertThat(events()).containsExactly("lead.captured.v1", "lead.consent-recorded.v1");
      assertThat(lead.revision().version()).isEqualTo(1);
    }

    @Test
    void is_refused_without_evidence() {
      assertThat(pointers(capture(draft.with(LeadField.EMAIL_CONSENT, "GRANTED"))))
          .containsExactly("/consentEvidence consent-without-evidence");
    }

    @Test
    void is_one_of_many_in_a_batch() {
      List<Outcome<Lead>> batch =
          crm.leads(ada)
              .captureAll(
                  List.of(
                      new Leads.Capture(consenting(draft, "Form 7")),
                      new Leads.Capture(LeadDraft.named("George", "Boole")),
                      new Leads.Capture(
                          LeadDraft.named("Mary", "Somerville")
                              .with(LeadField.PHONE_CONSENT, "DENIED"))),
                  true)
              .orElseThrow();
      assertThat(statesOf(batch.get(0).orElseThrow())).containsExactly("EMAIL MARKETING GRANTED");
      assertThat(statesOf(batch.get(1).orElseThrow())).isEmpty();
      assertThat(statesOf(batch.get(2).orElseThrow())).containsExactly("PHONE MARKETING DENIED");
    }

    @Test
    void says_what_it_is_edited_to_say_with_a_line_each_time() {
      Lead lead = captured(consenting(draft, "Form 7"));
      crm.clock.advance(Duration.ofMinutes(1));
      edit(lead, LeadField.EMAIL_CONSENT, "WITHDRAWN").orElseThrow();
      assertThat(stored(lead).content().consent())
          .isEqualTo(new ConsentSummary(WITHDRAWN, NOT_ASKED, NOT_ASKED, null));
      assertThat(statesOf(lead)).containsExactly("EMAIL MARKETING WITHDRAWN");
      assertThat(history(lead).lines()).hasSize(2);
    }

    @Test
    void is_not_edited_back_to_a_yes_without_evidence_of_its_own() {
      Lead lead = captured(consenting(draft, "Form 7").with(LeadField.PHONE_CONSENT, "WITHDRAWN"));
      assertThat(pointers(edit(lead, LeadField.PHONE_CONSENT, "GRANTED")))
          .containsExactly("/consentEvidence consent-without-evidence");
      assertThat(pointers(edit(lead, LeadField.CONSENT_EVIDENCE, "Form 8")))
          .containsExactly("/consentEvidence evidence-without-consent");
      assertThat(pointers(edit(lead, LeadField.EMAIL_CONSENT, "NOT_ASKED")))
          .containsExactly("/emailConsent consent-cannot-be-unsaid");
      assertThat(pointers(edit(lead, LeadField.EMAIL_CONSENT, "")))
          .containsExactly("/emailConsent consent-cannot-be-unsaid");
      assertThat(stored(lead)).isEqualTo(lead);

      crm.clock.advance(Duration.ofMinutes(1));
      crm.leads(ada)
          .edit(
              lead.id(),
              new Leads.Edit(
                  Map.of(
                      LeadField.PHONE_CONSENT,
                      Optional.of("GRANTED"),
                      LeadField.CONSENT_EVIDENCE,
                      Optional.of("Call of Friday"))))
          .orElseThrow();
      assertThat(stored(lead).content().consent())
          .isEqualTo(new ConsentSummary(GRANTED, GRANTED, NOT_ASKED, "Form 7; Call of Friday"));
    }
  }

  @Nested
  class A_ledger {

    private final Lead lead = captured(draft);

    @Test
    void takes_what_is_said_and_the_lead_shows_what_counts() {
      ConsentHistory history = record(lead, yes(Channel.EMAIL, "Form 7"));
      assertThat(history).isEqualTo(history(lead));
      record(lead, yes(Channel.SMS, "Form 7"));
      assertThat(statesOf(lead))
          .containsExactly("EMAIL MARKETING GRANTED", "SMS MARKETING GRANTED");
      assertThat(stored(lead).content().consent())
          .isEqualTo(new ConsentSummary(GRANTED, NOT_ASKED, NOT_ASKED, "Form 7"));
      assertThat(actions(lead))
          .containsExactly("lead.record-consent", "lead.record-consent", "lead.capture");
      assertThat(events())
          .containsExactly(
              "lead.captured.v1", "lead.consent-recorded.v1", "lead.consent-recorded.v1");
    }

    @Test
    void counts_what_was_said_last_in_whatever_order_it_comes_in() {
      record(lead, yes(Channel.EMAIL, "Form 7").at(start.minusSeconds(10)));
      record(lead, no(Channel.EMAIL).at(start.minusSeconds(60)));
      assertThat(statesOf(lead)).containsExactly("EMAIL MARKETING GRANTED");
      record(lead, no(Channel.EMAIL).at(start.minusSeconds(5)));
      assertThat(statesOf(lead)).containsExactly("EMAIL MARKETING WITHDRAWN");
      assertThat(stored(lead).content().consent().email()).isEqualTo(WITHDRAWN);
    }

    @Test
    void keeps_a_line_once_however_often_it_is_told() {
      ConsentDraft said = yes(Channel.EMAIL, "Form 7").at(start.minusSeconds(10));
      ConsentHistory once = record(lead, said);
      crm.clock.advance(Duration.ofHours(1));
      assertThat(record(lead, said)).isEqualTo(once);
      assertThat(consents(ada).recordAll(lead.id(), List.of(said, said)).orElseThrow())
          .isEqualTo(once);
      assertThat(stored(lead).revision().version()).isEqualTo(2);

      ConsentDraft now = no(Channel.PHONE);
      crm.as(ada).idempotent("k").consents().record(lead.id(), now).orElseThrow();
      crm.clock.advance(Duration.ofHours(1));
      crm.as(ada).idempotent("k").consents().record(lead.id(), now).orElseThrow();
      assertThat(history(lead).lines()).hasSize(2);
    }

    @Test
    void takes_no_other_basis_after_a_no() {
      record(lead, no(Channel.PHONE).at(start.minusSeconds(60)));
      ConsentDraft interest =
          new ConsentDraft(
              Channel.PHONE,
              Purpose.MARKETING,
              Status.GRANTED,
              LawfulBasis.LEGITIMATE_INTERESTS,
              "Customer",
              null,
              null,
              null);
      assertThat(pointers(consents(ada).record(lead.id(), interest)))
          .containsExactly("/basis consent-refused-before");
      assertThat(
              pointers(
                  consents(ada)
                      .recordAll(lead.id(), List.of(yes(Channel.PHONE, "Call"), interest))))
          .isEmpty();
    }

    @Test
    void tells_everything_that_is_wrong_with_a_batch_and_takes_nothing_of_it() {
      ConsentDraft bad =
          new ConsentDraft(
              Channel.EMAIL,
              Purpose.MARKETING,
              Status.GRANTED,
              LawfulBasis.CONSENT,
              " ",
              null,
              start.plusSeconds(60),
              null);
      assertThat(
              pointers(
                  consents(ada).recordAll(lead.id(), List.of(yes(Channel.EMAIL, "Form"), bad))))
          .containsExactly(
              "/items/1/source required",
              "/items/1/evidence consent-without-evidence",
              "/items/1/occurredAt consent-in-the-future");
      assertThat(history(lead).lines()).isEmpty();
    }

    @Test
    void shows_that_a_yes_has_expired() {
      record(lead, yes(Channel.EMAIL, "Form 7").until(start.plusSeconds(60)));
      assertThat(statesOf(lead)).containsExactly("EMAIL MARKETING GRANTED");
      crm.clock.advance(Duration.ofSeconds(60));
      assertThat(history(lead).standing().getFirst().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void is_full_at_some_time_but_never_for_a_no() {
      for (int part = 0; part < Consent.MOST / Consents.LARGEST_BATCH; part++) {
        int from = part * Consents.LARGEST_BATCH;
        consents(ada)
            .recordAll(
                lead.id(),
                IntStream.range(from, from + Consents.LARGEST_BATCH)
                    .mapToObj(i -> yes(Channel.EMAIL, "Form " + i).at(start.minusSeconds(i + 1)))
                    .toList())
            .orElseThrow();
      }
      assertThat(consents(ada).record(lead.id(), yes(Channel.EMAIL, "One more")))
          .isEqualTo(Outcome.refused(new TooManyConsents(Consent.MOST)));
      record(lead, no(Channel.EMAIL));
      assertThat(statesOf(lead)).containsExactly("EMAIL MARKETING WITHDRAWN");
    }

    @Test
    void is_closed_while_the_lead_is_in_the_bin_and_is_there_when_it_is_restored() {
      record(lead, no(Channel.EMAIL));
      crm.leads(ada).delete(lead.id()).orElseThrow();
      assertThat(consents(ada).record(lead.id(), no(Channel.PHONE)))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(lead.id().value())));
      crm.leads(ada).restore(lead.id()).orElseThrow();
      assertThat(statesOf(lead)).containsExactly("EMAIL MARKETING WITHDRAWN");
    }
  }

  @Nested
  class Who_may_see_and_record {

    private final Lead lead = captured(draft);

    @Test
    void is_said_by_permissions_of_their_own_on_leads_that_are_seen() {
      Actor reader = actor(Map.of(Action.VIEW, Scope.ALL));
      assertThat(consents(reader).of(lead.id())).isInstanceOf(Outcome.Done.class);
      assertThat(code(consents(reader).record(lead.id(), no(Channel.EMAIL))))
          .isEqualTo("forbidden");
      assertThat(code(consents(Actors.viewer()).of(lead.id()))).isEqualTo("forbidden");
      Actor stranger = Actors.salesRep("Stan", Scope.OWN);
      assertThat(consents(stranger).of(lead.id())).isEqualTo(notFound(lead.id()));
      assertThat(consents(stranger).record(lead.id(), no(Channel.EMAIL)))
          .isEqualTo(notFound(lead.id()));

      Actor owner = actor(Map.of(Action.VIEW, Scope.ALL, Action.EDIT, Scope.OWN));
      assertThat(code(consents(owner).record(lead.id(), no(Channel.EMAIL)))).isEqualTo("forbidden");
      crm.leads(ada).assign(lead.id(), owner.id()).orElseThrow();
      assertThat(consents(owner).record(lead.id(), no(Channel.EMAIL)))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void does_not_see_what_is_hidden_of_the_lead() {
      record(lead, yes(Channel.EMAIL, "Form 7"));
      record(lead, no(Channel.SMS));
      record(lead, no(Channel.POST));
      Actor masked =
          Actors.masked(ada, "lead.emailConsent", "lead.phoneConsent", "lead.consentEvidence");
      assertThat(states(consents(masked).of(lead.id()).orElseThrow()))
          .containsExactly("POST MARKETING WITHDRAWN");
      ConsentHistory unproven =
          consents(Actors.masked(ada, "lead.consentEvidence")).of(lead.id()).orElseThrow();
      assertThat(unproven.lines()).hasSize(3).allMatch(line -> line.entry().evidence() == null);
    }

    private static Actor actor(Map<Action, Scope> onConsents) {
      Grants leads = Actors.onLeads(Scope.ALL, List.of(Action.VIEW));
      Grants all = leads;
      for (var each : onConsents.entrySet()) {
        all = all.or(Grants.of(new Permission(Feature.CONSENT, each.getKey()), each.getValue()));
      }
      return Actors.named("Rita Reader", all);
    }
  }

  @Nested
  class Leads_that_are_merged {

    @Test
    void keep_every_no_and_have_their_own_ledgers_again_when_it_is_undone() {
      Lead winner = captured(consenting(draft, "Form 7"));
      Lead loser = captured(LeadDraft.named("Ada", "King"));
      crm.clock.advance(Duration.ofMinutes(1));
      record(loser, no(Channel.EMAIL));
      record(loser, yes(Channel.PHONE, "Call"));

      var merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(winner.id(), List.of(loser.id()), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(statesOf(winner))
          .containsExactly("EMAIL MARKETING WITHDRAWN", "PHONE MARKETING GRANTED");
      assertThat(stored(winner).content().consent())
          .isEqualTo(new ConsentSummary(WITHDRAWN, GRANTED, NOT_ASKED, "Call"));
      assertThat(consents(ada).record(loser.id(), no(Channel.POST)))
          .isEqualTo(
              Outcome.refused(new LeadRefusal.Merged(loser.id().value(), winner.id().value())));

      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(statesOf(winner)).containsExactly("EMAIL MARKETING GRANTED");
      assertThat(stored(winner).content().consent()).isEqualTo(winner.content().consent());
      assertThat(statesOf(loser))
          .containsExactly("EMAIL MARKETING WITHDRAWN", "PHONE MARKETING GRANTED");
    }

    @Test
    void are_not_told_which_consent_to_take() {
      Lead winner = captured(consenting(draft, "Form 7"));
      Lead loser = captured(LeadDraft.named("Ada", "King"));
      assertThat(
              pointers(
                  crm.as(ada)
                      .merges()
                      .merge(
                          new Merges.Command(
                              winner.id(),
                              List.of(loser.id()),
                              Map.of("emailConsent", loser.id()),
                              Map.of()))))
          .containsExactly("/fields/emailConsent consent-not-picked");
    }
  }

  @Nested
  class Whatever_is_said_in_whatever_order {

    @Test
    void the_lead_shows_what_counts_of_its_ledger_and_no_yes_comes_back_unproven() {
      Seeded.cases(
          60,
          random -> {
            TrialCrm trial = new TrialCrm();
            Leads leads = trial.leads(ada);
            Lead lead =
                leads
                    .capture(new Leads.Capture(LeadDraft.named("Ada", random.word())))
                    .orElseThrow();
            List<ConsentDraft> said = random.listOf(1, 12, RecordingConsentsSpec::any);
            List<ConsentDraft> twice = new ArrayList<>(said);
            twice.addAll(random.someOf(said));
            for (ConsentDraft each : random.shuffled(twice)) {
              trial.as(ada).consents().record(lead.id(), each);
              if (random.percent(20)) {
                trial.clock.advance(Duration.ofMinutes(1));
                leads.edit(
                    lead.id(),
                    new Leads.Edit(
                        Map.of(
                            random.oneOf(LeadField.EMAIL_CONSENT, LeadField.PHONE_CONSENT),
                            Optional.of(random.oneOf("GRANTED", "DENIED", "NOT_ASKED")))));
              }
              Lead now = trial.storage.leads().find(lead.id()).orElseThrow();
              ConsentLedger ledger =
                  new ConsentLedger(
                      trial.storage.consents().of(lead.id()).stream().map(Consent::entry).toList());
              assertThat(now.content().consent()).isEqualTo(ledger.summary(trial.clock.instant()));
              assertThat(ledger.entries()).doesNotHaveDuplicates();
            }
          });
    }
  }

  private static ConsentDraft any(Seeded random) {
    Channel channel = random.oneOf(Channel.EMAIL, Channel.PHONE);
    Instant at = SettableClock.START.minusSeconds(random.between(0, 5));
    return random.percent(40)
        ? no(channel).at(at)
        : random.percent(30)
            ? new ConsentDraft(
                channel,
                Purpose.MARKETING,
                Status.GRANTED,
                LawfulBasis.LEGITIMATE_INTERESTS,
                "Customer",
                null,
                at,
                null)
            : yes(channel, "Form " + random.between(1, 3)).at(at);
  }

  private static LeadDraft consenting(LeadDraft draft, String evidence) {
    return draft
        .with(LeadField.EMAIL_CONSENT, "GRANTED")
        .with(LeadField.CONSENT_EVIDENCE, evidence);
  }

  private static ConsentDraft yes(Channel channel, String evidence) {
    return ConsentDraft.granted(channel, Purpose.MARKETING, "Web form", evidence);
  }

  private static ConsentDraft no(Channel channel) {
    return ConsentDraft.withdrawn(channel, Purpose.MARKETING, "Call");
  }

  private Outcome<Lead> capture(LeadDraft written) {
    return crm.leads(ada).capture(new Leads.Capture(written));
  }

  private Lead captured(LeadDraft written) {
    return capture(written).orElseThrow();
  }

  private Outcome<Lead> edit(Lead lead, LeadField field, String text) {
    return crm.leads(ada)
        .edit(
            lead.id(),
            new Leads.Edit(Map.of(field, text.isEmpty() ? Optional.empty() : Optional.of(text))));
  }

  private Consents consents(Actor actor) {
    return crm.as(actor).consents();
  }

  private ConsentHistory record(Lead lead, ConsentDraft said) {
    return consents(ada).record(lead.id(), said).orElseThrow();
  }

  private Lead stored(Lead lead) {
    return crm.storage.leads().find(lead.id()).orElseThrow();
  }

  private ConsentHistory history(Lead lead) {
    return consents(ada).of(lead.id()).orElseThrow();
  }

  private List<String> statesOf(Lead lead) {
    return states(history(lead));
  }

  private static List<String> states(ConsentHistory history) {
    return history.standing().stream()
        .map(each -> each.entry().channel() + " " + each.entry().purpose() + " " + each.state())
        .toList();
  }

  private List<String> actions(Lead lead) {
    return crm.queries(ada).timeline(lead.id(), null, 10).orElseThrow().stream()
        .map(AuditEntry::action)
        .toList();
  }

  private List<String> events() {
    return crm.storage.outbox().after(null, 100).stream().map(e -> e.event().type()).toList();
  }

  private static <T> Outcome<T> notFound(LeadId id) {
    return Outcome.refused(NotFound.of("lead", id.value()));
  }

  private static String code(Outcome<?> outcome) {
    return refusal(outcome).code();
  }

  private static List<String> pointers(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
            && refusal instanceof Invalid(var violations)
        ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }

  private static Refusal refusal(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Refused<?>(var refusal) -> refusal;
      case Outcome.Done<?> done -> throw new AssertionError("not refused: " + done);
    };
  }
}
