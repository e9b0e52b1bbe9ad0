package dev.kith.crm.http.automation;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.persistence.kernel.StoredNames;
import dev.kith.crm.testkit.TrialCrm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What docs/automation.md shows is so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AutomationDocumentTest {

  private static final Pattern CEL = Pattern.compile("(?ms)^```cel\\n(.*?)^```$");

  private final Rules rules = new TrialCrm().as(Actors.administrator()).rules();

  @Test
  void its_conditions_can_be_understood() throws IOException {
    List<String> conditions =
        CEL.matcher(document())
            .results()
            .flatMap(block -> Splitter.on('\n').omitEmptyStrings().splitToStream(block.group(1)))
            .toList();
    assertThat(conditions).hasSizeGreaterThan(5);
    assertThat(conditions)
        .allSatisfy(
            condition -> assertThat(rules.check("lead", condition).orElseThrow()).isEmpty());
  }

  @Test
  void it_names_every_action() throws IOException {
    String document = document();
    assertThat(rules.catalogue().orElseThrow().actions())
        .extracting(ActionKind::code)
        .allSatisfy(code -> assertThat(document).contains("`" + code + "`"));
  }

  @Test
  void rules_can_look_at_every_event_of_a_lead() {
    Set<String> stored =
        StoredNames.EVENTS.keySet().stream()
            .filter(type -> type.startsWith("lead.") || type.startsWith("score."))
            .collect(toImmutableSet());
    assertThat(rules.catalogue().orElseThrow().records().getFirst().events().keySet())
        .isEqualTo(stored);
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "automation.md"));
  }
}
