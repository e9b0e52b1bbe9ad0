package dev.kith.crm.http.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.automation.Trigger;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleHistoryTest {

  @Test
  void triggers_are_told_in_words() {
    Trigger event = new Trigger.OnEvent(Set.of("lead.captured.v1", "lead.work-started.v1"));
    assertThat(RuleHistory.when(event.text()))
        .isEqualTo("After “Lead captured”, “Lead work started”");
    Trigger absence =
        new Trigger.OnAbsence(
            Set.of("lead.noted.v1"), Set.of("lead.edited.v1"), Duration.ofDays(3));
    assertThat(RuleHistory.when(absence.text()))
        .isEqualTo("After “Lead noted” without “Lead edited” within 3 days");
  }

  @Test
  void actions_are_told_in_words_and_what_is_said_for_them_as_it_is() {
    assertThat(RuleHistory.then("lead.note (text: Call, then mail), then lead.start-work"))
        .isEqualTo("“Lead note” (text: Call, then mail), then “Lead start work”");
  }
}
