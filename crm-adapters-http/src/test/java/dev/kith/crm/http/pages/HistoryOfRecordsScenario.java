package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.application.access.Roles;
import dev.kith.crm.application.access.Users;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.scoring.card.Scorecards;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.http.CrmPages;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The history of each kind of record: reached from where the record is, and told in words. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryOfRecordsScenario {

  private static PagesOnline pages;
  private static Api admin;

  @BeforeAll
  static void start() {
    pages = new PagesOnline();
    admin = pages.loggedIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void of_a_lead() {
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht");
    edit(lead, LeadField.COUNTRY, "FR");
    pages.crm().causedBy("import/" + lead).leads().note(lead, "Wants a quote.").orElseThrow();

    assertThat(told("/leads/" + lead, "lead", lead.value()))
        .contains(
            "Lead Mara Vogel",
            "Ana Torres changed Country",
            "Country: Germany → France",
            "Ana Torres wrote a note",
            "Wants a quote.");
    assertThat(page("lead", lead.value()))
        .contains("<a href=\"/imports/" + lead + "\">through an import</a>");
  }

  @Test
  void of_a_lead_in_the_bin_and_its_owner_by_name() {
    LeadId lead = pages.lead("Otto", "Berg", "Hafen");
    UserId owner = user("Lena Brandt", "lena@example.com", Set.of(), Set.of());
    pages.crm().leads().assign(lead, owner).orElseThrow();
    pages.crm().users().deactivate(owner).orElseThrow();
    pages.crm().leads().delete(lead).orElseThrow();

    assertThat(told("/leads/" + lead, "lead", lead.value()))
        .contains("Owner: Lena Brandt", "In the bin: Yes")
        .doesNotContain("a former user");
  }

  @Test
  void of_a_user() {
    RoleId role = pages.crm().roles().define("Greeter", Grants.NONE).orElseThrow().id();
    TeamId team = pages.crm().teams().found("East").orElseThrow().id();
    UserId user = user("Tom Ek", "tom@example.com", Set.of(role), Set.of(team));
    pages.crm().users().edit(user, new Users.Edit(null, "Thomas Ek", Set.of(), null)).orElseThrow();

    assertThat(told("/users/" + user, "user", user.value()))
        .contains("Name: Tom Ek → Thomas Ek", "Roles: Greeter → nothing", "Teams: East");
  }

  @Test
  void of_a_role() {
    RoleId role = pages.crm().roles().define("Guest", Grants.NONE).orElseThrow().id();
    Grants more =
        new Grants(
            Map.of(new Permission(Feature.LEAD, Action.VIEW), Scope.TEAM), Set.of("lead.phone"));
    pages.crm().roles().redefine(role, new Roles.Redefinition(null, more)).orElseThrow();

    assertThat(told("/roles/" + role, "role", role.value()))
        .contains("Lead: view: Team", "Hidden fields: Phone");
    pages.crm().roles().delete(role).orElseThrow();
    assertThat(PagesOnline.words(page("role", role.value())))
        .contains("deleted the role", "Deleted: Yes");
  }

  @Test
  void of_a_team() {
    TeamId team = pages.crm().teams().found("North").orElseThrow().id();
    pages.crm().teams().rename(team, "Far north").orElseThrow();

    assertThat(told("/teams", "team", team.value()))
        .contains("Team Far north", "renamed the team", "Name: North → Far north");
  }

  @Test
  void of_an_api_token() {
    UUID token =
        pages
            .crm()
            .apiTokens()
            .issue(
                new ApiTokens.Issue(
                    "Web shop",
                    Set.of(new Permission(Feature.LEAD, Action.VIEW)),
                    Instant.now().plus(Duration.ofDays(3))))
            .orElseThrow()
            .token()
            .id()
            .value();

    assertThat(told("/tokens", "api-token", token))
        .contains("API token Web shop", "Owner: Ana Torres", "Permissions: Lead: view");
  }

  @Test
  void of_an_import_and_of_a_preset() {
    var imported =
        pages
            .crm()
            .imports()
            .upload(
                "fair.csv",
                new ByteArrayInputStream(
                    "Name,E-mail\nJo Berg,jo@example.com\n".getBytes(StandardCharsets.UTF_8)))
            .orElseThrow();
    var preset = pages.crm().imports().saveAsPreset(imported.id(), "Fair", null).orElseThrow();
    pages.crm().mappingPresets().rename(preset.id(), "Spring fair").orElseThrow();

    assertThat(told("/imports/" + imported.id(), "import", imported.id().value()))
        .contains("Import fair.csv", "Column 2: E-mail", "State: Not started");
    assertThat(told("/import-presets", "import-preset", preset.id().value()))
        .contains("Name: Fair → Spring fair", "Column E-mail: E-mail");
    pages.crm().imports().delete(imported.id()).orElseThrow();
    assertThat(PagesOnline.words(page("import", imported.id().value())))
        .contains("removed the import");
  }

  @Test
  void of_a_suppression() {
    var entry =
        pages
            .crm()
            .suppressions()
            .add(
                new SuppressionDraft(
                    SuppressionDraft.Kind.DOMAIN, "rival.example", "Competitor", null))
            .orElseThrow();

    assertThat(told("/suppressions", "suppression", entry.id().value()))
        .contains("Suppression rival.example", "Kind: Domain", "Left alone: rival.example");
    pages.crm().suppressions().remove(entry.id(), "Friends again").orElseThrow();
    assertThat(told("/suppressions?bin=deleted", "suppression", entry.id().value()))
        .contains("Taken off because: Friends again");
  }

  @Test
  void of_the_quiet_hours() {
    var night =
        new QuietHours.Window(
            Set.of(Channel.PHONE),
            Set.of(DayOfWeek.SATURDAY),
            LocalTime.of(20, 0),
            LocalTime.of(8, 0));
    assertThat(PagesOnline.words(page("quiet-hours", QuietHours.ID))).contains("Nothing yet");
    pages
        .crm()
        .contacts()
        .setQuietHours(new QuietHours.Settings("Europe/Berlin", List.of(night)))
        .orElseThrow();

    assertThat(told("/quiet-hours", "quiet-hours", QuietHours.ID))
        .contains("Time zone: UTC → Europe/Berlin", "→ Phone: Sat 20:00-08:00");
  }

  @Test
  void of_the_thresholds_of_duplicates() {
    pages.crm().duplicates().setThresholds(new DuplicateThresholds.Settings(2, 9)).orElseThrow();

    assertThat(told("/duplicates/thresholds", "duplicate-thresholds", DuplicateThresholds.ID))
        .contains("Probably the same from: 0 → 2", "Almost certainly the same from: 8 → 9");
  }

  @Test
  void of_a_product() {
    var products = pages.crm().products();
    var product =
        products.list(ProductDraft.of("M-7", "Mast", new Price("99", "EUR"))).orElseThrow();
    products.retire(product.id()).orElseThrow();

    assertThat(told("/products/" + product.id(), "product", product.id().value()))
        .contains("Product Mast", "retired the product", "List prices: 99.00 EUR");
  }

  @Test
  void of_a_calendar() {
    var calendars = pages.crm().businessCalendars();
    CalendarDraft draft =
        new CalendarDraft(
            "Shop", "Europe/Berlin", Map.of(DayOfWeek.MONDAY, List.of(Shift.WHOLE_DAY)), List.of());
    var calendar = calendars.draw(draft).orElseThrow();
    calendars.makeDefault(calendar.id()).orElseThrow();

    assertThat(told("/calendars/" + calendar.id(), "calendar", calendar.id().value()))
        .contains("Calendar Shop", "made it the default", "Time zone: Europe/Berlin", "Monday: ");
  }

  @Test
  void of_exchange_rates_and_of_the_currency_of_reports() {
    var currencies = pages.crm().currencies();
    var march = LocalDate.of(2026, 3, 2);
    currencies.put(List.of(new RateDraft("EUR", "USD", march, "1.04"))).orElseThrow();
    currencies.put(List.of(new RateDraft("EUR", "USD", march, "1.08"))).orElseThrow();
    currencies.setReportCurrency("USD").orElseThrow();

    assertThat(told("/currencies/EUR-USD", "exchange-rates", CurrencyPair.of("EUR", "USD").id()))
        .contains("entered the first rates", "2026-03-02: 1.04 → 1.08");
    assertThat(told("/currencies", "report-currency", ReportCurrency.ID))
        .contains("Currency: EUR → USD");
  }

  @Test
  void of_the_rules_of_attribution() {
    pages
        .crm()
        .touches()
        .setRules(
            new AttributionRules.Settings(
                TouchPolicy.REJECT, Map.of(), Map.of(), Set.of("bing"), Set.of(), Set.of()))
        .orElseThrow();

    assertThat(told("/attribution", "attribution-rules", AttributionRules.ID))
        .contains("→ Refuse it, and tell whoever sent it why", "Allowed sources: bing");
  }

  @Test
  void of_a_rule_for_points_and_of_what_points_mean() {
    RuleTerms terms =
        RuleTerms.of("Came by", EngagementType.PAGE_VIEW, 3)
            .within(
                new RuleTerms.Limits(
                    new Repeat.PerWindow(Duration.ofDays(2), 4), null, null, Duration.ofHours(30)));
    IncrementRule rule = pages.crm().incrementRules().create(terms).orElseThrow();
    pages.crm().incrementRules().change(rule.id(), terms.giving(9)).orElseThrow();
    assertThat(told("/scoring/rules/" + rule.id(), "increment-rule", rule.id().value()))
        .contains(
            "made the rule",
            "What gives the points: Looked at a page",
            "How often: 4 times in 2 days",
            "Half-life: 30 hours",
            "Points: 3 → 9");

    pages
        .crm()
        .incrementRules()
        .setSettings(new ScoringSettings.Settings(77, Map.of("mail", 11), List.of()))
        .orElseThrow();
    assertThat(told("/scoring/settings", "scoring-settings", ScoringSettings.ID))
        .contains("Saturation: 50 → 77", "mail = 11");

    pages.crm().tracking().rotateKeys(true).orElseThrow();
    assertThat(told("/tracking", "tracking-settings", TrackingSettings.ID))
        .contains("changed the key of links", "Oldest key that is good: 1 → 2");
  }

  @Test
  void of_a_score_set_by_hand_and_of_the_scorecard() {
    LeadId lead = pages.lead("Ida", "Sand", "Werft");
    pages.crm().leadScores().override(lead, 88, "Knows us", null).orElseThrow();
    assertThat(told("/leads/" + lead, "score-override", lead.value()))
        .contains("set the score by hand", "Score: 88", "Reason: Knows us");

    pages
        .crm()
        .scorecard()
        .addRule(new Scorecards.RuleDraft("From a yard", "lead.company == 'Werft'", 7, null))
        .orElseThrow();
    assertThat(told("/scoring/scorecard", "scorecard", Scorecard.ID))
        .contains("added a fit rule", "From a yard: +7 if lead.company == 'Werft'");
  }

  @Test
  void of_a_merge_and_of_a_pair_that_was_told_apart() {
    LeadId winner = pages.twin("Wei", "Chen", "Hartmann");
    LeadId loser = pages.twin("Wei", "Chenn", "Hartmann");
    LeadId other = pages.twin("Wei", "Chan", "Hartmann");
    var pair = pages.crm().duplicates().tellApart(winner, other).orElseThrow();
    var merge =
        pages
            .crm()
            .merges()
            .merge(new Merges.Command(winner, List.of(loser), Map.of(), Map.of()))
            .orElseThrow();

    assertThat(told("/leads/" + winner + "/duplicates", "distinct-pair", pair.id().value()))
        .contains("Wei Chen", "Wei Chan", "said that they are not the same");
    assertThat(told("/merges/" + merge.id(), "merge", merge.id().value()))
        .contains("Stayed: Wei Chen", "Became part of it: Wei Chenn");
    assertThat(PagesOnline.words(page("lead", loser.value()))).contains("Merged into: Wei Chen");
  }

  @Test
  void of_a_job_and_of_a_schedule() {
    JobId job =
        pages
            .wholeCrm()
            .jobQueue()
            .enqueue(JobRequest.of("job.clean").at(Instant.now().plus(Duration.ofDays(1))));
    var schedule = pages.crm().schedules().list().orElseThrow().getFirst();
    assertThat(PagesOnline.words(page("job", job.value()))).contains("Nothing yet");
    pages.crm().jobs().cancel(job).orElseThrow();
    pages.crm().schedules().disable(schedule.name()).orElseThrow();

    assertThat(told("/jobs", "job", job.value())).contains("State: Waiting → Cancelled");
    assertThat(told("/jobs/schedules", "schedule", schedule.subject().id()))
        .contains("switched the schedule off", "On: Yes → No");
  }

  @Test
  void of_a_role_that_was_suggested_and_declined() {
    AccountId dock =
        pages
            .crm()
            .accounts()
            .create(new Accounts.Create(AccountDraft.named("Dock GmbH")))
            .orElseThrow()
            .id();
    ContactId dora =
        pages
            .crm()
            .people()
            .create(
                new People.Create(
                    ContactDraft.named("Dora", "Dock")
                        .with(ContactField.TITLE, "Leiterin Einkauf")
                        .at(dock)))
            .orElseThrow()
            .id();
    pages
        .crm()
        .contactRoles()
        .suggestions()
        .decline(new Target(TargetKind.ACCOUNT, dock.value()), dora, "PROCUREMENT")
        .orElseThrow();
    assertThat(told("/accounts/" + dock, "role-suggestion", dock.value()))
        .contains("declined a suggested role", "Dora Dock", "PROCUREMENT", "Dock GmbH");
  }

  @Test
  void of_every_kind_is_offered_where_the_record_is_and_listed_in_the_documents()
      throws IOException {
    String templates = all(Path.of("src/main/jte"));
    String operations = Files.readString(Path.of("../docs/operations.md"));

    assertThat(CrmPages.histories().kinds())
        .hasSizeGreaterThan(10)
        .allSatisfy(kind -> {
          assertThat(templates).contains("type = \"" + kind.type() + "\"");
          assertThat(operations).contains("`" + kind.type() + "`");
        });
  }

  private static String all(Path folder) throws IOException {
    StringBuilder texts = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.append(Files.readString(file));
      }
    }
    return texts.toString();
  }

  @Test
  void is_not_shown_to_who_may_not_read_the_trail_nor_offered_to_them() {
    LeadId lead = pages.lead("Ines", "Rey", "Puerto");
    Api person = pages.personWhoMay("Seller", Set.of(), Action.VIEW, Feature.LEAD);

    assertThat(person.get("/leads/" + lead).text())
        .contains("Ines Rey")
        .doesNotContain("/history/");
    Response refused = person.get("/history/lead/" + lead);
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text()).contains("Not found").doesNotContain("Ines");
  }

  @Test
  void leaves_out_what_is_hidden_from_its_reader() {
    LeadId lead = pages.lead("Ida", "Lund", "Fjord");
    edit(lead, LeadField.PHONE, "+49 30 901820");
    edit(lead, LeadField.CITY, "Kiel");
    Api person =
        pages.personWhoMay(
            "Auditor", Set.of("lead.phone"), Action.VIEW, Feature.LEAD, Feature.AUDIT);

    assertThat(PagesOnline.words(admin.get("/history/lead/" + lead).text()))
        .contains("Phone: ", "901820");
    Response seen = person.get("/history/lead/" + lead);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(PagesOnline.words(seen.text()))
        .contains("City: Kiel", "changed the lead")
        .doesNotContain("901820", "Phone: ");
  }

  @Test
  void is_nowhere_for_what_never_was() {
    UUID nobody = UUID.fromString("018f2b7e-6f4e-7c55-9a3d-2f4f6b1f0a10");
    UUID lead = pages.lead("Per", "Dahl", "Elv").value();

    for (String path :
        List.of(
            "/history/lead/" + nobody,
            "/history/shoe/" + lead,
            "/history/lead/12",
            "/history/lead/" + lead + "?before=soon",
            "/history/lead/" + lead + "?before=1")) {
      assertThat(admin.get(path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void goes_on_where_the_page_before_ended() {
    LeadId lead = pages.lead("Eva", "Holm", "Vik");
    for (int i = 1; i <= 55; i++) {
      edit(lead, LeadField.CITY, "City " + i);
    }

    String newest = page("lead", lead.value());
    assertThat(PagesOnline.words(newest))
        .contains("City: City 54 → City 55", "City: City 5 → City 6");
    assertThat(PagesOnline.words(newest)).doesNotContain("City: City 4 → City 5 ");
    assertThat(newest).contains("/history/lead/" + lead + "?before=7");
    String older = admin.get("/history/lead/" + lead + "?before=7").text();
    assertThat(PagesOnline.words(older))
        .contains("City: City 4 → City 5", "captured the lead")
        .doesNotContain("City 6");
  }

  @Test
  void activity_says_what_was_before_and_what_is_now() {
    TeamId team = pages.crm().teams().found("South").orElseThrow().id();
    pages.crm().teams().rename(team, "Deep south").orElseThrow();

    Response activity = admin.get("/activity");
    assertThat(PagesOnline.words(activity.text()))
        .contains("Renamed the team", "Team Deep south", "Name: South → Deep south");
    assertThat(activity.text()).contains("/history/team/" + team);
  }

  /** The words of the history, having found the way to it on the page of the record. */
  private static String told(String from, String type, UUID id) {
    assertThat(admin.get(from).text()).contains("href=\"/history/" + type + "/" + id + "\"");
    return PagesOnline.words(page(type, id));
  }

  private static String page(String type, UUID id) {
    Response page = admin.get("/history/" + type + "/" + id);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return page.text();
  }

  private static void edit(LeadId lead, LeadField field, String text) {
    pages.crm().leads().edit(lead, new Leads.Edit(Map.of(field, Optional.of(text)))).orElseThrow();
  }

  private static UserId user(String name, String login, Set<RoleId> roles, Set<TeamId> teams) {
    return pages
        .crm()
        .users()
        .register(new User.Profile(login, name, roles, teams), PagesOnline.PASSWORD)
        .orElseThrow()
        .id();
  }
}
