package dev.kith.crm.domain.intake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CountingTouchesSpec {

  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final LeadId LEAD = Leads.anId();
  private static final LeadStatus NEW = new LeadStatus.New(DAY);

  private final Touch morning = touch(6, "google", true);
  private final Touch noon = touch(12, "facebook", true);
  private final Touch evening = touch(18, "bing", true);
  private final Touch spamAtNight = touch(1, "spam", false);
  private final Touch spamAtLast = touch(23, "spam", false);

  @Nested
  class The_first_and_the_last_touch {

    @Test
    void are_those_of_the_ones_that_count_in_the_order_of_time() {
      assertThat(TouchHistory.of(List.of(evening, spamAtLast, morning, spamAtNight, noon), NEW))
          .isEqualTo(
              new TouchHistory(
                  List.of(spamAtNight, morning, noon, evening, spamAtLast),
                  morning,
                  evening,
                  null));
    }

    @Test
    void are_one_if_there_is_only_one_and_none_if_none_counts() {
      assertThat(TouchHistory.of(List.of(noon), NEW))
          .isEqualTo(new TouchHistory(List.of(noon), noon, noon, null));
      assertThat(TouchHistory.of(List.of(spamAtNight), NEW))
          .isEqualTo(new TouchHistory(List.of(spamAtNight), null, null, null));
      assertThat(TouchHistory.of(List.of(), NEW))
          .isEqualTo(new TouchHistory(List.of(), null, null, null));
    }

    @Test
    void are_the_same_in_whatever_order_the_touches_are_delivered() {
      Seeded.cases(
          200,
          random -> {
            List<Touch> touches = new ArrayList<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
              touches.add(touch(random.nextInt(4), "s" + i, random.nextInt(3) > 0));
            }
            LeadStatus won = new LeadStatus.Qualified(DAY.plusSeconds(3_600 * 2));
            TouchHistory once = TouchHistory.of(touches, won);
            Collections.shuffle(touches, new Random(random.nextLong()));
            assertThat(TouchHistory.of(touches, won)).isEqualTo(once);
          });
    }
  }

  @Nested
  class The_converting_touch {

    private final List<Touch> all = List.of(morning, noon, evening, spamAtNight);

    @Test
    void is_the_last_that_counts_when_the_lead_was_qualified_or_converted() {
      assertThat(TouchHistory.of(all, new LeadStatus.Qualified(noon.content().at())).converting())
          .isEqualTo(noon);
      assertThat(
              TouchHistory.of(all, new LeadStatus.Converted(noon.content().at().minusSeconds(1)))
                  .converting())
          .isEqualTo(morning);
    }

    @Test
    void is_none_if_nothing_that_counts_was_before_that() {
      assertThat(
              TouchHistory.of(all, new LeadStatus.Qualified(DAY.plusSeconds(7_200))).converting())
          .isNull();
    }

    @Test
    void is_none_while_the_lead_is_not_won() {
      for (LeadStatus.Name name : LeadStatus.Name.values()) {
        if (name != LeadStatus.Name.QUALIFIED && name != LeadStatus.Name.CONVERTED) {
          assertThat(TouchHistory.of(all, Leads.in(name).status()).converting()).isNull();
        }
      }
    }
  }

  @Nested
  class What_is_hidden_of_a_campaign {

    @Test
    void is_hidden_of_touches_and_with_it_whatever_repeats_it() {
      Touch whole =
          new Touch(
              new TouchId(Leads.anId().value()),
              LEAD,
              DAY,
              new TouchContent(
                  "k",
                  DAY,
                  new Attribution(null, "google", "cpc", "spring", null, null),
                  List.of(new ClickId("gclid", "1")),
                  "https://a.example/?utm_source=google",
                  "https://b.example/",
                  List.of()));
      Touch rest =
          new Touch(
              whole.id(),
              LEAD,
              DAY,
              new TouchContent(
                  "k",
                  DAY,
                  new Attribution(null, null, "cpc", "spring", null, null),
                  List.of(),
                  null,
                  null,
                  List.of()));
      TouchHistory history = TouchHistory.of(List.of(whole), NEW);

      assertThat(history.without(Set.of("utmSource", "phone")))
          .isEqualTo(new TouchHistory(List.of(rest), rest, rest, null));
      assertThat(history.without(Set.of("phone"))).isEqualTo(history);
    }
  }

  private static Touch touch(int hour, String source, boolean counts) {
    return new Touch(
        new TouchId(Leads.anId().value()),
        LEAD,
        DAY,
        new TouchContent(
            source,
            DAY.plusSeconds(3_600L * hour),
            new Attribution(null, source, null, null, null, null),
            List.of(),
            null,
            null,
            counts ? List.of() : List.of(Violation.at("utmSource", "not-allowed", "No."))));
  }
}
