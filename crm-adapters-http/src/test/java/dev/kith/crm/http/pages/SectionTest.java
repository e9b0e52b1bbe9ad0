package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SectionTest {

  private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"(.*?)\".*?>(.*)</symbol>");

  /** Two places with one drawing, even under two names, look like one place. */
  @Test
  void every_place_has_a_sign_of_its_own() throws IOException {
    var drawings =
        SYMBOL
            .matcher(
                Resources.toString(
                    Resources.getResource("dev/kith/crm/http/assets/icons.svg"),
                    StandardCharsets.UTF_8))
            .results()
            .collect(Collectors.toMap((MatchResult m) -> m.group(1), m -> m.group(2)));
    List<String> drawn =
        Arrays.stream(Section.values())
            .map(s -> drawings.getOrDefault(s.icon(), "no sign " + s.icon()))
            .toList();
    assertThat(drawn).doesNotHaveDuplicates().noneMatch(drawing -> drawing.startsWith("no sign"));
  }

  @Test
  void no_two_places_have_the_same_name_or_address() {
    assertThat(Section.values()).extracting(Section::label).doesNotHaveDuplicates();
    assertThat(Section.values()).extracting(Section::path).doesNotHaveDuplicates();
  }
}
