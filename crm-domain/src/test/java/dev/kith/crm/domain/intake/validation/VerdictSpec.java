package dev.kith.crm.domain.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictSpec {

  private static final Finding ERROR = Finding.error("email", "e", "Wrong.");
  private static final Finding DOUBT = Finding.doubt("email", "d", "Nobody knows.");
  private static final Finding WARNING = Finding.warning("email", "w", "Look at it.");

  @Test
  void nothing_found_is_valid_and_so_are_warnings() {
    assertThat(verdict()).isEqualTo(Validity.VALID);
    assertThat(verdict(WARNING, WARNING)).isEqualTo(Validity.VALID);
  }

  @Test
  void what_could_not_be_found_out_is_unknown_and_never_invalid() {
    assertThat(verdict(WARNING, DOUBT)).isEqualTo(Validity.UNKNOWN);
  }

  @Test
  void one_error_is_invalid_whatever_else_is_in_doubt() {
    assertThat(verdict(DOUBT, ERROR, WARNING)).isEqualTo(Validity.INVALID);
  }

  private static Validity verdict(Finding... findings) {
    return new Verdict(List.of(findings), Instant.EPOCH).validity();
  }
}
