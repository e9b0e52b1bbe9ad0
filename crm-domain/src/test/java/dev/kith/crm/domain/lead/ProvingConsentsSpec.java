package dev.kith.crm.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.ConsentProof.Kind;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvingConsentsSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

  @Test
  void a_proof_says_where_it_can_be_looked_up_and_to_what_was_agreed() {
    ConsentProof proof =
        new ConsentProof(
            Kind.DOUBLE_OPT_IN, " message 4711 ", "I want\nyour letters & offers.", NOW);
    assertThat(proof.read(NOW))
        .isEqualTo(
            Outcome.done(
                new ConsentProof(
                    Kind.DOUBLE_OPT_IN, "message 4711", "I want\nyour letters & offers.", NOW)));
    assertThat(proof.read(NOW).orElseThrow().summary()).isEqualTo("Double opt-in: message 4711");
  }

  @Test
  void a_kind_alone_proves_nothing_and_nothing_is_proven_by_what_is_still_to_come() {
    assertThat(new ConsentProof(Kind.FORM, " ", null, NOW.plusSeconds(1)).read(NOW))
        .isEqualTo(
            Outcome.refused(
                new Invalid(
                    List.of(
                        Violation.at(
                            "reference",
                            "required",
                            "Say where the proof can be looked up, or what was agreed to."),
                        Violation.at(
                            "at", "consent-in-the-future", "This has not been said yet.")))));
  }

  @Test
  void kinds_are_known_however_people_write_them() {
    assertThat(Kind.named("double opt-in")).contains(Kind.DOUBLE_OPT_IN);
    assertThat(Kind.named("DOUBLE_OPT_IN")).contains(Kind.DOUBLE_OPT_IN);
    assertThat(Kind.named("Paper")).contains(Kind.PAPER);
    assertThat(Kind.named("pigeon")).isEmpty();
  }

  @Test
  void a_proof_in_a_line_reads_back_to_what_it_said() {
    ConsentProof full = new ConsentProof(Kind.CALL, "a=b&c%", "two\nlines “quoted” 🦊", NOW);
    assertThat(ConsentProof.parse(full.text())).isEqualTo(full);
    ConsentProof bare = new ConsentProof(Kind.PAPER, "folder 7", null, null);
    assertThat(ConsentProof.parse(bare.text())).isEqualTo(bare);
  }
}
