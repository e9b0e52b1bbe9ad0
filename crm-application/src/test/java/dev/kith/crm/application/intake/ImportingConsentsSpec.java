package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.review.ImportReviews.Decision;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportingConsentsSpec {

  private static final String PROVEN =
      "email,emailConsent,consentProof,consentReference,consentWording,consentProvenAt\n";

  private static final String HEAD = "email,emailConsent,phoneConsent,consentEvidence\n";

  private final SettableClock clock = SettableClock.atStart();
  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = Crm.on(storage).clock(clock).background(false).start();
  private final Workspace workspace = crm.as(Actors.administrator());

  @Test
  void a_file_brings_consents_with_their_evidence_into_the_ledgers() {
    imported("ada@engines.example,granted,DENIED,Fair 2026 list 3\n" + "bob@x.example,,,\n");
    Lead ada = lead("ada@engines.example");
    assertThat(statesOf(ada)).containsExactly("EMAIL GRANTED", "PHONE DENIED");
    assertThat(history(ada).lines())
        .allMatch(line -> line.entry().source().equals("Import of leads.csv, line 2"))
        .filteredOn(line -> line.entry().status() == Status.GRANTED)
        .extracting(line -> line.entry().evidence())
        .containsExactly("Fair 2026 list 3");
    assertThat(statesOf(lead("bob@x.example"))).isEmpty();
  }

  @Test
  void a_yes_without_evidence_is_an_error_of_its_row() {
    ImportId id = imported("ada@engines.example,GRANTED,,\n");
    assertThat(workspace.imports().get(id).orElseThrow().progress().failed()).isEqualTo(1);
    assertThat(codes(id)).containsExactly("consent-without-evidence");
  }

  @Test
  void a_file_turns_no_no_into_a_yes() {
    Lead ada = captured("ada@engines.example");
    workspace
        .consents()
        .record(ada.id(), ConsentDraft.withdrawn(Channel.EMAIL, Purpose.MARKETING, "Call"))
        .orElseThrow();
    ImportId id = imported("ada@engines.example,GRANTED,,Old form\n");
    assertThat(codes(id)).containsExactly("consent-refused-before");
    assertThat(statesOf(ada)).containsExactly("EMAIL WITHDRAWN");
  }

  @Test
  void a_no_in_a_file_counts_and_stays_when_the_import_is_taken_back() {
    Lead ada = captured("ada@engines.example");
    ImportId id = imported("ada@engines.example,DENIED,GRANTED,Form 7\n");
    assertThat(statesOf(ada)).containsExactly("EMAIL DENIED", "PHONE GRANTED");

    clock.advance(Duration.ofMinutes(1));
    workspace.imports().revert(id).orElseThrow();
    crm.runDue();
    assertThat(statesOf(ada)).containsExactly("EMAIL DENIED", "PHONE WITHDRAWN");
    assertThat(workspace.imports().get(id).orElseThrow().reverted().kept()).isEqualTo(1);
    assertThat(stored(ada).content().consent().evidence()).isNull();
  }

  @Test
  void what_proved_one_consent_proves_no_other() {
    Lead ada =
        workspace
            .leads()
            .capture(
                new Leads.Capture(
                    LeadDraft.EMPTY
                        .email("ada@engines.example")
                        .with(LeadField.EMAIL_CONSENT, "GRANTED")
                        .with(LeadField.CONSENT_EVIDENCE, "Form 7")))
            .orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    imported("ada@engines.example,,GRANTED,Call of Friday\n", ConflictPolicy.FILL_EMPTY);
    assertThat(history(ada).standing())
        .extracting(each -> each.entry().evidence())
        .containsExactly("Form 7", "Call of Friday");
    assertThat(stored(ada).content().consent().evidence()).isEqualTo("Form 7; Call of Friday");
  }

  @Test
  void an_export_that_is_brought_in_again_says_nothing_new() {
    imported("ada@engines.example,GRANTED,DENIED,Form 7\n");
    List<Consent> before = history(lead("ada@engines.example")).lines();
    clock.advance(Duration.ofMinutes(1));
    imported("ada@engines.example,GRANTED,DENIED,Form 7\n");
    assertThat(history(lead("ada@engines.example")).lines()).isEqualTo(before);
  }

  @Nested
  class With_a_column_for_the_moment {

    private static final String AT = "email,emailConsent,consentEvidence,Opt-in date\n";

    private final Instant may = Instant.parse("2025-05-01T10:00:00Z");
    private final Instant june = Instant.parse("2025-06-01T10:00:00Z");

    @Test
    void a_consent_stands_in_the_ledger_at_its_moment() {
      file(AT + "ada@engines.example,GRANTED,Form 7,2025-05-01T10:00:00Z\n");
      assertThat(history(lead("ada@engines.example")).lines())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.entry().occurredAt()).isEqualTo(may);
            assertThat(line.recordedAt()).isEqualTo(clock.instant());
          });
    }

    @Test
    void without_a_moment_it_was_said_now() {
      file(AT + "ada@engines.example,GRANTED,Form 7,\n");
      assertThat(history(lead("ada@engines.example")).lines().getFirst().entry().occurredAt())
          .isEqualTo(clock.instant());
    }

    @Test
    void a_moment_does_not_stand_in_for_evidence() {
      ImportId id = file(AT + "ada@engines.example,GRANTED,,2025-05-01\n");
      assertThat(codes(id)).containsExactly("consent-without-evidence");
    }

    @Test
    void what_has_not_been_said_yet_or_is_no_moment_is_an_error_of_its_row() {
      ImportId id =
          file(
              AT
                  + "ada@engines.example,GRANTED,Form 7,2031-05-01\n"
                  + "bob@x.example,GRANTED,,in May\n");
      assertThat(codes(id))
          .containsExactly("consent-in-the-future", "consent-without-evidence", "moment-syntax");
    }

    @Test
    void a_yes_with_evidence_that_came_after_the_no_counts() {
      Lead ada = withdrawn(may);
      file(AT + "ada@engines.example,GRANTED,Form 7,2025-06-01T10:00:00Z\n");
      assertThat(statesOf(ada)).containsExactly("EMAIL GRANTED");
      assertThat(stored(ada).content().consent().evidence()).isEqualTo("Form 7");
    }

    @Test
    void an_answer_that_is_older_than_what_is_known_changes_nothing() {
      Lead ada = withdrawn(june);
      ImportId id = file(AT + "ada@engines.example,GRANTED,Form 7,2025-05-01T10:00:00Z\n");
      assertThat(statesOf(ada)).containsExactly("EMAIL WITHDRAWN");
      assertThat(history(ada).lines()).hasSize(1);
      assertThat(workspace.imports().get(id).orElseThrow().progress().skipped()).isEqualTo(1);
    }

    @Test
    void an_old_no_does_not_undo_a_later_yes() {
      file(AT + "ada@engines.example,GRANTED,Form 7,2025-06-01T10:00:00Z\n");
      Lead ada = lead("ada@engines.example");
      file("email,emailConsent,company,consentAt\nada@engines.example,DENIED,Engines,2025-05-01\n");
      assertThat(statesOf(ada)).containsExactly("EMAIL GRANTED");
      assertThat(stored(ada).content().consent().evidence()).isEqualTo("Form 7");
      assertThat(stored(ada).content().profile().company()).isEqualTo("Engines");
    }

    @Test
    void what_a_review_takes_was_said_when_it_was_said() {
      Lead ada = captured("ada@engines.example");
      ImportId id =
          file(
              AT + "ada@engines.example,GRANTED,Form 7,2025-05-01T10:00:00Z\n",
              ConflictPolicy.REVIEW);
      clock.advance(Duration.ofDays(1));
      workspace
          .importReviews()
          .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of())))
          .orElseThrow();
      assertThat(history(ada).lines())
          .singleElement()
          .satisfies(line -> assertThat(line.entry().occurredAt()).isEqualTo(may));

      workspace.imports().revert(id).orElseThrow();
      crm.runDue();
      assertThat(statesOf(ada)).containsExactly("EMAIL WITHDRAWN");
    }

    @Test
    void a_moment_goes_along_with_the_consents_that_a_review_takes_and_is_nothing_alone() {
      Lead ada = captured("ada@engines.example");
      ImportId id =
          file(
              AT + "ada@engines.example,GRANTED,Form 7,2025-05-01T10:00:00Z\n",
              ConflictPolicy.REVIEW);
      var reviews = workspace.importReviews();
      assertThat(
              reviews
                  .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of("consentAt"))))
                  .orElseThrow()
                  .answers()
                  .getFirst()
                  .problems())
          .extracting(problem -> problem.pointer() + " " + problem.code())
          .containsExactly("/consentAt unknown-field");
      assertThat(
              crm.as(
                      Actors.masked(
                          Actors.administrator(), "lead.emailConsent", "lead.consentEvidence"))
                  .importReviews()
                  .open(id, 0, 9)
                  .orElseThrow())
          .flatExtracting(ImportedRow::changes)
          .isEmpty();
      assertThat(statesOf(ada)).isEmpty();

      reviews
          .decide(
              id,
              List.of(
                  new Decision(
                      1,
                      ReviewDecision.TAKEN,
                      Set.of("emailConsent", "consentEvidence", "consentAt"))))
          .orElseThrow();
      assertThat(history(ada).lines())
          .singleElement()
          .satisfies(line -> assertThat(line.entry().occurredAt()).isEqualTo(may));
    }

    @Test
    void a_proof_is_read_part_by_part_and_shown_with_the_lead_in_one_line() {
      file(PROVEN + "ada@engines.example,GRANTED,double opt-in,message 4711,I agree,2025-05-01\n");
      Lead ada = lead("ada@engines.example");
      assertThat(history(ada).lines())
          .singleElement()
          .satisfies(line ->
              assertThat(line.entry().proof())
                  .isEqualTo(
                      new ConsentProof(
                          ConsentProof.Kind.DOUBLE_OPT_IN,
                          "message 4711",
                          "I agree",
                          Instant.parse("2025-05-01T00:00:00Z"))));
      assertThat(ada.content().consent().evidence()).isEqualTo("Double opt-in: message 4711");
    }

    @Test
    void a_proof_that_proves_nothing_is_an_error_of_its_row_with_all_that_is_wrong() {
      ImportId id =
          file(
              PROVEN
                  + "grace@cobol.example,GRANTED,FORM,form 7,,\n"
                  + "ada@engines.example,GRANTED,pigeon,,,2999-01-01\n");
      assertThat(codes(id))
          .containsExactlyInAnyOrder("consent-without-evidence", "not-one-of", "required");
    }

    @Test
    void a_proof_that_is_still_to_come_is_an_error_of_its_row() {
      ImportId id = file(PROVEN + "ada@engines.example,GRANTED,FORM,form 7,,2999-01-01\n");
      assertThat(codes(id)).containsExactly("consent-in-the-future");
    }

    @Test
    void a_review_takes_the_proof_with_the_consent_and_hides_it_with_the_evidence() {
      Lead ada = captured("ada@engines.example");
      ImportId id =
          file(
              PROVEN + "ada@engines.example,GRANTED,FORM,form 7,,2025-05-01\n",
              ConflictPolicy.REVIEW);
      assertThat(
              crm.as(Actors.masked(Actors.administrator(), "lead.consentEvidence"))
                  .importReviews()
                  .open(id, 0, 9)
                  .orElseThrow())
          .flatExtracting(ImportedRow::changes)
          .extracting(change -> change.field())
          .containsExactly("emailConsent");
      workspace
          .importReviews()
          .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of())))
          .orElseThrow();
      assertThat(history(ada).lines())
          .singleElement()
          .satisfies(line ->
              assertThat(line.entry().proof())
                  .isEqualTo(
                      new ConsentProof(
                          ConsentProof.Kind.FORM,
                          "form 7",
                          null,
                          Instant.parse("2025-05-01T00:00:00Z"))));
    }

    private Lead withdrawn(Instant at) {
      Lead ada = captured("ada@engines.example");
      workspace
          .consents()
          .record(ada.id(), ConsentDraft.withdrawn(Channel.EMAIL, Purpose.MARKETING, "Call").at(at))
          .orElseThrow();
      return ada;
    }
  }

  private ImportId imported(String rows) {
    return imported(rows, ConflictPolicy.OVERWRITE);
  }

  private ImportId imported(String rows, ConflictPolicy policy) {
    return file(HEAD + rows, policy);
  }

  private ImportId file(String text) {
    return file(text, ConflictPolicy.OVERWRITE);
  }

  private ImportId file(String text, ConflictPolicy policy) {
    ImportId id =
        workspace
            .imports()
            .upload("leads.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace.imports().follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), policy)).orElseThrow();
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    return id;
  }

  private List<String> codes(ImportId id) {
    List<String> codes = new ArrayList<>();
    workspace.imports().errors(id, problem -> codes.add(problem.code())).orElseThrow();
    return codes;
  }

  private Lead captured(String email) {
    return workspace.leads().capture(new Leads.Capture(LeadDraft.EMPTY.email(email))).orElseThrow();
  }

  private Lead stored(Lead lead) {
    return storage.leads().find(lead.id()).orElseThrow();
  }

  private Lead lead(String email) {
    LeadId id = storage.leads().holdersOf(Set.of(email)).values().iterator().next();
    return storage.leads().find(id).orElseThrow();
  }

  private ConsentHistory history(Lead lead) {
    return workspace.consents().of(lead.id()).orElseThrow();
  }

  private List<String> statesOf(Lead lead) {
    return history(lead).standing().stream()
        .map(each -> each.entry().channel() + " " + each.state())
        .toList();
  }
}
