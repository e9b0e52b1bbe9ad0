package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What roles hide is on no page, and the pages of those from whom it is hidden work. */
class HiddenFieldsOnPagesScenario {

  private static final String BY_NAME = "sort=-?name\\b";

  private static PagesOnline pages;

  @BeforeAll
  static void start() {
    pages = new PagesOnline();
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void why_a_lead_was_disqualified() {
    LeadId lead = pages.lead("Dora", "Quist", "Hav");
    pages
        .crm()
        .leads()
        .disqualify(lead, LeadStatus.Reason.NO_BUDGET, "Broke since May")
        .orElseThrow();
    Api all = pages.personWhoMay("All", Set.of(), Action.VIEW, Feature.LEAD);
    Api some =
        pages.personWhoMay(
            "Some", Set.of("lead.reason", "lead.comment"), Action.VIEW, Feature.LEAD);

    assertThat(words(all, lead)).contains("Disqualified", "No budget", "Broke since May");
    assertThat(words(some, lead))
        .contains("Disqualified")
        .doesNotContain("No budget", "Broke since May");
  }

  @Test
  void the_columns_of_a_file_of_leads() {
    pages.lead("Egon", "Ravn", "Fjeld");
    RoleId role =
        pages
            .crm()
            .roles()
            .define(
                "Exporter",
                new Grants(
                    Map.of(
                        new Permission(Feature.LEAD, Action.VIEW),
                        Scope.ALL,
                        new Permission(Feature.LEAD, Action.EXPORT),
                        Scope.ALL),
                    Set.of("lead.email")))
            .orElseThrow()
            .id();
    pages
        .crm()
        .users()
        .register(
            new User.Profile("exporter@example.com", "Exporter", Set.of(role), Set.of()),
            PagesOnline.PASSWORD)
        .orElseThrow();
    Response file =
        pages.loggedIn("exporter@example.com", PagesOnline.PASSWORD).get("/leads/export.csv");

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.text()).contains("Fjeld").doesNotContain("Egon", "@example.com");
  }

  @Test
  void headings_lead_to_no_order_by_what_is_hidden() {
    pages.lead("Finn", "Bjerke", "Dal");
    pages.crm().accounts().create(new Accounts.Create(AccountDraft.named("Dal AS"))).orElseThrow();
    Api all = pages.personWhoMay("Sorting", Set.of(), Action.VIEW, Feature.LEAD, Feature.ACCOUNT);
    Api some =
        pages.personWhoMay(
            "Unsorting",
            Set.of("lead.email", "account.name"),
            Action.VIEW,
            Feature.LEAD,
            Feature.ACCOUNT);

    assertThat(all.get("/leads").text()).containsPattern(BY_NAME);
    assertThat(all.get("/accounts").text()).containsPattern(BY_NAME).contains("sort=-employees");
    assertThat(some.get("/leads").text()).contains("Dal").doesNotContainPattern(BY_NAME);
    assertThat(some.get("/accounts").text())
        .contains("sort=-employees")
        .doesNotContain("Dal AS")
        .doesNotContainPattern(BY_NAME);
  }

  private static String words(Api person, LeadId lead) {
    return PagesOnline.words(person.get("/leads/" + lead).text());
  }
}
