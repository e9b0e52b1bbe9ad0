package dev.kith.crm.domain.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RolesByTitleSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final RoleTerms USUAL = RoleCatalogue.USUAL.terms();

  @Nested
  class The_catalogue {

    @Test
    void begins_with_the_roles_that_most_know() {
      assertThat(USUAL.roles().stream().map(ContactRole::key))
          .containsExactly(
              "ECONOMIC_BUYER",
              "DECISION_MAKER",
              "CHAMPION",
              "INFLUENCER",
              "EVALUATOR",
              "TECHNICAL",
              "LEGAL",
              "PROCUREMENT",
              "END_USER",
              "BILLING",
              "BLOCKER");
      assertThat(USUAL.read()).isEqualTo(Outcome.done(USUAL));
    }

    @Test
    void gets_a_role_more_another_name_and_one_that_nobody_takes_any_more() {
      RoleTerms wanted =
          new RoleTerms(
              List.of(
                  role("SPONSOR", "  Sponsor ", false, " head of it "),
                  role("BLOCKER", "Opponent", true)));

      Change<RoleCatalogue> change = RoleCatalogue.USUAL.set(wanted, NOW).orElseThrow();

      RoleTerms now = change.next().terms();
      assertThat(now.find("SPONSOR")).contains(role("SPONSOR", "Sponsor", false, "head of it"));
      assertThat(now.nameOf("BLOCKER")).isEqualTo("Opponent");
      assertThat(now.nameOf("GONE")).isEqualTo("GONE");
      assertThat(now.fitting(TargetKind.ACCOUNT).stream().map(ContactRole::key))
          .containsExactly("SPONSOR");
      assertThat(change.next().revision().version()).isEqualTo(2);
      assertThat(change.next().set(now, NOW)).isEqualTo(Outcome.done(Change.none(change.next())));
    }

    @Test
    void says_all_at_once_what_is_wrong() {
      RoleTerms wrong =
          new RoleTerms(
              List.of(
                  role("SPONSOR", "Sponsor", false),
                  role("SPONSOR", "sponsor", false),
                  new ContactRole(
                      "lower",
                      " ",
                      Set.of(),
                      List.of("ok", "a*", "x*y", "* *", "\u0007"),
                      Set.of(),
                      false)));

      assertThat(codes(RoleCatalogue.USUAL.set(wrong, NOW)))
          .containsExactly(
              "/roles/1/key twice",
              "/roles/1/name twice",
              "/roles/2/key key-syntax",
              "/roles/2/name required",
              "/roles/2/kinds required",
              "/roles/2/titles/1 title-syntax",
              "/roles/2/titles/2 title-syntax",
              "/roles/2/titles/3 title-syntax",
              "/roles/2/titles/4 control-character",
              "/roles/2/titles/4 title-syntax");
      assertThat(codes(RoleCatalogue.USUAL.set(new RoleTerms(List.of()), NOW)))
          .containsExactly("/roles required");
    }
  }

  @Nested
  class A_title {

    @Test
    void tells_the_role_in_english() {
      assertThat(first("Head of Purchasing, EMEA")).isEqualTo("DECISION_MAKER 80");
      assertThat(first("Chief Financial Officer")).isEqualTo("ECONOMIC_BUYER 95");
      assertThat(first("CFO & Treasurer")).isEqualTo("ECONOMIC_BUYER 65");
      assertThat(first("Senior Software Engineer")).isEqualTo("TECHNICAL 55");
      assertThat(first("General Counsel")).isEqualTo("LEGAL 65");
      assertThat(first("Accounts Payable Specialist")).isEqualTo("BILLING 80");
    }

    @Test
    void tells_the_role_in_german_whose_words_are_of_many_parts() {
      assertThat(first("Geschäftsführerin")).isEqualTo("ECONOMIC_BUYER 85");
      assertThat(first("Kaufmännischer Leiter")).isEqualTo("ECONOMIC_BUYER 85");
      assertThat(first("Strategischer Einkäufer")).isEqualTo("PROCUREMENT 55");
      assertThat(first("Softwareentwickler")).isEqualTo("TECHNICAL 85");
      assertThat(first("IT-Leiterin")).isEqualTo("TECHNICAL 85");
      assertThat(first("Finanzbuchhalterin")).isEqualTo("BILLING 85");
    }

    @Test
    void may_tell_several_roles_the_surest_first() {
      assertThat(USUAL.suggestedBy("Head of Purchasing"))
          .containsExactly(
              new RoleSuggestion("DECISION_MAKER", "head of", 80),
              new RoleSuggestion("PROCUREMENT", "purchasing", 65));
    }

    @Test
    void tells_nothing_where_no_words_are_known_or_the_role_is_retired() {
      assertThat(USUAL.suggestedBy("Poet in residence")).isEmpty();
      assertThat(USUAL.suggestedBy("  * ")).isEmpty();
      assertThat(
              new RoleTerms(List.of(role("SPONSOR", "Sponsor", true, "poet"))).suggestedBy("Poet"))
          .isEmpty();
    }
  }

  private static String first(String title) {
    RoleSuggestion first = USUAL.suggestedBy(title).getFirst();
    return first.role() + " " + first.confidence();
  }

  private static ContactRole role(String key, String name, boolean retired, String... titles) {
    return new ContactRole(
        key, name, Set.of(TargetKind.ACCOUNT), List.of(titles), Set.of(), retired);
  }

  private static List<String> codes(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(Invalid(var violations))
        ? violations.stream().map(RolesByTitleSpec::told).toList()
        : List.of();
  }

  private static String told(Violation violation) {
    return violation.pointer() + " " + violation.code();
  }
}
