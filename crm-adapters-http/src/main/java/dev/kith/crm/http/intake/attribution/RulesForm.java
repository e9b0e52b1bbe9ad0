package dev.kith.crm.http.intake.attribution;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.AttributionRules.Settings;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules as people write them: lists with a word on each line, and other spellings as {@code fb
 * = facebook}.
 *
 * @param texts of the fields, by their names
 */
record RulesForm(TouchPolicy policy, Map<String, String> texts) {

  private static final Splitter LINES = Splitter.onPattern("\\R").trimResults().omitEmptyStrings();
  private static final List<String> FIELDS =
      List.of("sources", "sourceAliases", "mediums", "mediumAliases", "campaigns");

  RulesForm {
    texts = Map.copyOf(texts);
  }

  static RulesForm of(Settings settings) {
    return new RulesForm(
        settings.policy(),
        Map.of(
            "sources", String.join("\n", settings.sources()),
            "mediums", String.join("\n", settings.mediums()),
            "campaigns", String.join("\n", settings.campaigns()),
            "sourceAliases", lines(settings.sourceAliases()),
            "mediumAliases", lines(settings.mediumAliases())));
  }

  private static String lines(Map<String, String> aliases) {
    return Joiner.on('\n').withKeyValueSeparator(" = ").join(aliases);
  }

  /** What was sent; a policy that is none leaves that of the rules in force. */
  static RulesForm of(Map<String, String> sent, AttributionRules rules) {
    Map<String, String> texts = new LinkedHashMap<>();
    FIELDS.forEach(field -> texts.put(field, sent.getOrDefault(field, "")));
    TouchPolicy policy =
        Arrays.stream(TouchPolicy.values())
            .filter(each -> each.name().equals(sent.get("policy")))
            .findFirst()
            .orElse(rules.settings().policy());
    return new RulesForm(policy, texts);
  }

  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  /** How many lines a field shows: as many as it has, within reason. */
  int rows(String field) {
    return Math.clamp(LINES.splitToList(text(field)).size() + 1L, 3, 14);
  }

  /** What it says, or every line that says nothing. */
  Outcome<Settings> settings() {
    Checks checks = new Checks();
    Settings settings =
        new Settings(
            policy,
            aliases(checks, "sourceAliases"),
            aliases(checks, "mediumAliases"),
            words("sources"),
            words("mediums"),
            words("campaigns"));
    return checks.orRefuse(() -> settings);
  }

  private Set<String> words(String field) {
    return new HashSet<>(LINES.splitToList(text(field)));
  }

  private Map<String, String> aliases(Checks checks, String field) {
    Map<String, String> aliases = new LinkedHashMap<>();
    for (String line : LINES.split(text(field))) {
      int equals = line.indexOf('=');
      if (equals <= 0 || equals == line.length() - 1) {
        checks.add(field, "alias-syntax", "“" + line + "” is not written as “fb = facebook”.");
      } else {
        String alias = line.substring(0, equals).strip();
        String meant = line.substring(equals + 1).strip();
        String earlier = aliases.put(alias, meant);
        if (earlier != null && !earlier.equals(meant)) {
          checks.add(field, "twice", "“" + alias + "” cannot mean two things.");
        }
      }
    }
    return aliases;
  }
}
