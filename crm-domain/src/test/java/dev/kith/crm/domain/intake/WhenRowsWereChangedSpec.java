package dev.kith.crm.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WhenRowsWereChangedSpec {

  @Test
  void a_moment_is_read_with_and_without_an_offset_and_as_a_day() {
    Instant noon = Instant.parse("2026-03-31T12:00:00Z");
    assertThat(ImportTarget.MODIFIED_AT.moment("2026-03-31T14:00:00+02:00"))
        .isEqualTo(Outcome.done(noon));
    assertThat(ImportTarget.MODIFIED_AT.moment("2026-03-31T12:00:00.000Z"))
        .isEqualTo(Outcome.done(noon));
    assertThat(ImportTarget.MODIFIED_AT.moment("2026-03-31T12:00:00.000000Z"))
        .isEqualTo(Outcome.done(noon));
    assertThat(ImportTarget.MODIFIED_AT.moment(" 2026-03-31 12:00 ")).isEqualTo(Outcome.done(noon));
    assertThat(ImportTarget.MODIFIED_AT.moment("2026-03-31"))
        .isEqualTo(Outcome.done(Instant.parse("2026-03-31T00:00:00Z")));
    for (String wrong : List.of("", "31.03.2026", "2026-13-01", "yesterday")) {
      assertThat(ImportTarget.MODIFIED_AT.moment(wrong)).isInstanceOf(Outcome.Refused.class);
    }
  }
}
