package dev.kith.crm.domain.intake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WritingTouchesDownSpec {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final TouchDraft DRAFT =
      TouchDraft.landedOn("https://shop.example/a?b=1&utm_source=FB#top")
          .from("https://news.example/?q=ü & more")
          .with("utm_campaign", "100% off = more")
          .with("gclid", "G+1=/x")
          .at(Instant.parse("2026-01-05T08:00:00.123456Z"));

  @Test
  void a_touch_in_a_line_reads_back_to_what_it_said() {
    TouchContent content = AttributionRules.USUAL.read(DRAFT, NOW).orElseThrow();
    assertThat(TouchText.content(TouchText.of(content))).isEqualTo(content);
  }

  @Test
  void the_line_can_be_read_by_people() {
    TouchContent content =
        AttributionRules.USUAL
            .read(
                TouchDraft.EMPTY
                    .with("utm_source", "fb")
                    .with("gclid", "G1")
                    .at(Instant.parse("2026-01-05T08:00:00Z")),
                NOW)
            .orElseThrow();
    assertThat(TouchText.of(content))
        .isEqualTo("at=2026-01-05T08:00:00Z&gclid=G1&utm_source=facebook");
  }

  @Test
  void the_line_remembers_that_nobody_said_when_it_was() {
    TouchContent content = AttributionRules.USUAL.read(DRAFT, NOW).orElseThrow();
    String line = TouchText.untimed(content);
    assertThat(TouchText.isUntimed(line)).isTrue();
    assertThat(TouchText.isUntimed(TouchText.of(content))).isFalse();
    assertThat(TouchText.content(line)).isEqualTo(content);
  }

  @Test
  void rules_that_came_later_change_nothing_in_what_was_written_down() {
    assertThat(TouchText.content("at=2026-01-05T08:00:00Z&utm_source=fb").campaign().utmSource())
        .isEqualTo("fb");
  }
}
