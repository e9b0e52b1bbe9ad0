package dev.kith.crm.domain.intake.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsentLedgerSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

  @Nested
  class What_is_written_down {

    @Test
    void is_kept_with_its_source_and_evidence() {
      assertThat(
              ConsentEntry.of(
                  Channel.EMAIL,
                  Purpose.MARKETING,
                  Status.GRANTED,
                  LawfulBasis.CONSENT,
                  " Newsletter form ",
                  "form 7",
                  NOW,
                  null,
                  NOW))
          .isEqualTo(
              Outcome.done(
                  new ConsentEntry(
                      Channel.EMAIL,
                      Purpose.MARKETING,
                      Status.GRANTED,
                      LawfulBasis.CONSENT,
                      "Newsletter form",
                      "form 7",
                      NOW,
                      null)));
    }

    @Test
    void is_refused_with_everything_that_is_wrong_with_it() {
      Outcome<ConsentEntry> outcome =
          ConsentEntry.of(
              Channel.EMAIL,
              Purpose.MARKETING,
              Status.GRANTED,
              LawfulBasis.CONSENT,
              " ",
              null,
              NOW.plusSeconds(1),
              NOW,
              NOW);

      assertThat(outcome)
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("source", "required", "Say where this was said."),
                      Violation.at(
                          "evidence", "consent-without-evidence", "A consent needs evidence."),
                      Violation.at(
                          "occurredAt", "consent-in-the-future", "This has not been said yet."),
                      Violation.at(
                          "until",
                          "consent-ends-before-start",
                          "This would end before it was given."))));
    }

    @Test
    void is_no_grant_that_has_expired_by_now() {
      assertThat(until(Status.GRANTED, NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("until", "consent-expired", "This has expired already."))));
    }

    @Test
    void has_no_end_if_it_is_a_no() {
      assertThat(until(Status.WITHDRAWN, NOW.plusSeconds(1)))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "until", "consent-refusal-with-end", "Only a grant has an end."))));
    }

    @Test
    void is_proven_by_a_proof_as_well_as_by_evidence_in_words() {
      ConsentProof proof = new ConsentProof(ConsentProof.Kind.FORM, "form 7", null, null);
      ConsentEntry entry =
          ConsentDraft.withdrawn(Channel.EMAIL, Purpose.MARKETING, "Call")
              .at(NOW.minusSeconds(60))
              .read(NOW)
              .orElseThrow();
      ConsentDraft yes =
          new ConsentDraft(
              Channel.EMAIL,
              Purpose.MARKETING,
              Status.GRANTED,
              LawfulBasis.CONSENT,
              "Form",
              null,
              null,
              null);
      assertThat(yes.read(NOW)).isInstanceOf(Outcome.Refused.class);
      ConsentEntry proven = yes.provenBy(proof).read(NOW).orElseThrow();
      assertThat(proven.proof()).isEqualTo(proof);
      ConsentLedger ledger =
          ConsentLedger.EMPTY.record(entry).then(l -> l.record(proven)).orElseThrow();
      assertThat(ledger.summary(NOW).evidence()).isEqualTo("Form: form 7");
    }

    private Outcome<ConsentEntry> until(Status status, Instant until) {
      return ConsentEntry.of(
          Channel.EMAIL,
          Purpose.MARKETING,
          status,
          LawfulBasis.CONSENT,
          "Form",
          "form 7",
          NOW.minusSeconds(60),
          until,
          NOW);
    }
  }

  @Nested
  class Of_several_lines {

    private final ConsentEntry yes = entry(Status.GRANTED, LawfulBasis.CONSENT, "form 7", 10);
    private final ConsentEntry no = entry(Status.WITHDRAWN, LawfulBasis.CONSENT, null, 20);
    private final ConsentEntry unproven =
        entry(Status.GRANTED, LawfulBasis.LEGITIMATE_INTERESTS, "assessment", 30);
    private final ConsentEntry again = entry(Status.GRANTED, LawfulBasis.CONSENT, "form 8", 40);

    @Test
    void the_one_said_last_counts_in_whatever_order_they_were_written_down() {
      assertThat(last(ledger(no, yes), 50)).isEqualTo(no);
      assertThat(last(ledger(again, no, yes), 50)).isEqualTo(again);
      assertThat(last(ledger(again, no, yes), 15)).isEqualTo(yes);
    }

    @Test
    void the_no_counts_if_they_were_said_at_the_same_moment() {
      ConsentEntry same = entry(Status.GRANTED, LawfulBasis.CONSENT, "form 7", 20);
      assertThat(last(ledger(no, same), 50)).isEqualTo(no);
      assertThat(last(ledger(same, no), 50)).isEqualTo(no);
    }

    @Test
    void a_no_stands_against_another_basis() {
      assertThat(ledger(yes, no).record(unproven))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "basis",
                          "consent-refused-before",
                          "This person has said no; only a consent with evidence brings back a"
                              + " yes."))));
    }

    @Test
    void a_no_that_comes_to_light_later_stands_against_another_basis() {
      assertThat(last(ledger(unproven, no), 50)).isEqualTo(no);
      assertThat(last(ledger(unproven).with(ledger(no)), 50)).isEqualTo(no);
    }

    @Test
    void a_consent_with_evidence_brings_back_a_yes() {
      assertThat(ledger(yes, no).record(again)).isEqualTo(Outcome.done(ledger(yes, no, again)));
    }

    @Test
    void those_of_another_channel_or_purpose_say_nothing() {
      assertThat(ledger(yes).lastOf(Channel.SMS, Purpose.MARKETING, at(50))).isEmpty();
      assertThat(ledger(yes).lastOf(Channel.EMAIL, Purpose.SERVICE, at(50))).isEmpty();
    }
  }

  private static ConsentEntry last(ConsentLedger ledger, int second) {
    return ledger.lastOf(Channel.EMAIL, Purpose.MARKETING, at(second)).orElseThrow();
  }

  private static ConsentLedger ledger(ConsentEntry... entries) {
    return new ConsentLedger(List.of(entries));
  }

  private static Instant at(int second) {
    return NOW.plusSeconds(second);
  }

  private static ConsentEntry entry(
      Status status, LawfulBasis basis, @Nullable String evidence, int second) {
    return new ConsentEntry(
        Channel.EMAIL, Purpose.MARKETING, status, basis, "Form", evidence, at(second), null);
  }
}
