package dev.kith.crm.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomFieldsSpec {

  private static CustomFields fields(String... namesAndValues) {
    List<CustomField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new CustomField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new CustomFields(fields);
  }

  private static CustomFields read(@Nullable String text) {
    Checks checks = new Checks();
    CustomFields fields = CustomFields.read(checks, text);
    return checks.orRefuse(() -> fields).orElseThrow();
  }

  private static List<Violation> problems(String text) {
    Checks checks = new Checks();
    CustomFields.read(checks, text);
    return checks.violations();
  }

  @Nested
  class As_one_text {

    @Test
    void each_stands_on_a_line_with_a_colon_behind_its_name() {
      assertThat(read("Shoe size: 37\r\n\r\nBudget:5000 : or more\nEmpty: \n"))
          .isEqualTo(fields("Budget", "5000 : or more", "Shoe size", "37"));
    }

    @Test
    void a_line_that_begins_with_a_blank_goes_on_with_the_value_above() {
      assertThat(read("Wishes: a desk\n \n and a chair\nSize: 3").byName())
          .isEqualTo(Map.of("Wishes", "a desk\n\nand a chair", "Size", "3"));
    }

    @Test
    void whatever_they_say_they_read_back_the_same() {
      Seeded.cases(
          500,
          random -> {
            List<CustomField> some = new ArrayList<>();
            for (int i = random.between(0, 6); i > 0; i--) {
              some.add(
                  new CustomField(
                      random.text("abcÄ =-.", 1, 12).strip() + "x",
                      "x" + random.text("ab:\n \tü,;\"", 0, 30) + "y"));
            }
            CustomFields fields = new CustomFields(some);
            assertThat(CustomFields.stored(fields.text())).isEqualTo(fields);
            assertThat(read(fields.text()).byName()).isEqualTo(tidied(fields).byName());
          });
    }

    private static CustomFields tidied(CustomFields fields) {
      return new CustomFields(
          fields.all().stream()
              .map(field -> new CustomField(CustomField.nameOf(field.name()), field.value()))
              .toList());
    }

    @Test
    void all_that_is_wrong_is_told_with_the_name_that_it_is_wrong_with() {
      assertThat(
              problems(
                  "no colon here\n: 5\n"
                      + "x".repeat(81)
                      + ": 1\nbell: \u0007\nTwice: 1\ntwice: 2\nlong: "
                      + "y".repeat(1_001)))
          .containsExactly(
              Violation.at(
                  "customFields", "separator", "“no colon here” must be written as “Name: value”."),
              Violation.at("customFields", "required", "“”: A custom field needs a name."),
              Violation.at(
                  "customFields",
                  "too-long",
                  "“" + "x".repeat(40) + "…”: At most 80 characters are allowed."),
              Violation.at(
                  "customFields",
                  "control-character",
                  "“bell”: Control characters are not allowed here."),
              Violation.at("customFields", "not-unique", "“twice” stands here twice."),
              Violation.at(
                  "customFields", "too-long", "“long”: At most 1000 characters are allowed."));
    }

    @Test
    void no_lead_has_more_than_a_hundred() {
      String many =
          String.join("\n", IntStream.range(0, 101).mapToObj(i -> "field " + i + ": x").toList());
      assertThat(problems(many))
          .containsExactly(
              Violation.at("customFields", "too-many", "A lead has at most 100 custom fields."));
      assertThat(read(many.substring(0, many.lastIndexOf('\n'))).all()).hasSize(100);
    }

    @Test
    void a_name_that_was_told_apart_already_is_refused_for_its_colon() {
      String text = CustomFields.together(List.of(new CustomField("Size: shoe", "37")));
      assertThat(problems(text))
          .containsExactly(
              Violation.at(
                  "customFields",
                  "separator",
                  "“Size: shoe”: The name of a custom field has no colon."));
    }
  }

  @Nested
  class A_name {

    @Test
    void is_the_same_in_small_and_capital_letters_and_shown_as_first_written() {
      assertThat(fields("Budget", "1", "BUDGET", "2")).isEqualTo(fields("Budget", "1"));
      Lead lead = Leads.from(LeadDrafts.ada().with(LeadField.CUSTOM_FIELDS, "Budget: 1"));
      LeadContent wanted =
          LeadDrafts.content(LeadDrafts.ada().with(LeadField.CUSTOM_FIELDS, "BUDGET: 2"));
      assertThat(lead.edit(wanted, Leads.CAPTURED).orElseThrow().next().content().customFields())
          .isEqualTo(fields("Budget", "2"));
    }

    @Test
    void made_of_a_heading_has_no_colon_and_is_cut() {
      assertThat(CustomField.nameOf("  Size:\n shoe ")).isEqualTo("Size shoe");
      assertThat(CustomField.nameOf("ü".repeat(90))).isEqualTo("ü".repeat(80));
      assertThat(CustomField.nameOf(" \u200B")).isEmpty();
    }
  }

  @Nested
  class Where_a_row_meets_a_lead_that_is_there {

    private final LeadContent stored =
        LeadDrafts.content(LeadDrafts.ada().with(LeadField.CUSTOM_FIELDS, "Budget: 1\nSize: 3"));

    private CustomFields after(ConflictPolicy policy, String brought) {
      return new UpsertRules(Set.of(MatchKey.EMAIL), policy)
          .merged(stored, LeadDrafts.ada().with(LeadField.CUSTOM_FIELDS, brought))
          .read(LeadDrafts.PHONES)
          .orElseThrow()
          .customFields();
    }

    @Test
    void overwriting_replaces_those_of_the_same_name_and_keeps_the_others() {
      assertThat(after(ConflictPolicy.OVERWRITE, "budget: 2\nNew: x\n y").byName())
          .isEqualTo(Map.of("budget", "2", "New", "x\ny", "Size", "3"));
    }

    @Test
    void filling_adds_those_that_are_missing() {
      assertThat(after(ConflictPolicy.FILL_EMPTY, "budget: 2\nNew: x"))
          .isEqualTo(fields("Budget", "1", "New", "x", "Size", "3"));
    }

    @Test
    void skipping_changes_nothing() {
      assertThat(after(ConflictPolicy.SKIP, "New: x")).isEqualTo(stored.customFields());
    }

    @Test
    void what_is_wrong_with_the_row_is_told_all_the_same() {
      LeadDraft merged =
          new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE)
              .merged(stored, LeadDrafts.ada().with(LeadField.CUSTOM_FIELDS, "no colon"));
      assertThat(merged.read(LeadDrafts.PHONES))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.toString()).contains("no colon"));
    }
  }

  @Nested
  class Undoing_a_change {

    private final CustomFields before = fields("Budget", "1", "Gone", "x");
    private final CustomFields after = fields("Budget", "2", "Come", "y");

    @Test
    void gives_each_back_what_it_was() {
      assertThat(after.undoing(before, after)).isEqualTo(before);
      assertThat(after.changedSince(before, after)).isEmpty();
    }

    @Test
    void leaves_what_somebody_has_changed_since_and_names_it() {
      CustomFields now = fields("Budget", "3", "Come", "y", "Other", "z");
      assertThat(now.undoing(before, after))
          .isEqualTo(fields("Budget", "3", "Gone", "x", "Other", "z"));
      assertThat(now.changedSince(before, after)).containsExactly("budget");
    }
  }

  @Test
  void those_of_two_leads_unite_and_the_first_counts_where_they_contradict() {
    assertThat(Uniting.with(LeadField.CUSTOM_FIELDS, "Budget: 1", "Size: 3\nbudget: 2"))
        .isEqualTo("Budget: 1\nSize: 3");
    assertThat(Uniting.adds(LeadField.CUSTOM_FIELDS, "Budget: 1", "budget: 2")).isFalse();
    assertThat(Uniting.adds(LeadField.CUSTOM_FIELDS, null, "budget: 2")).isTrue();
  }
}
