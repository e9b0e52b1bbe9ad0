package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * Every page keeps WCAG 2.2 AA as far as axe can tell: light and dark, on a desktop and on a phone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessiblePagesTest {

  private final PagesOnline pages = new PagesOnline();
  private final Browser browser = Browser.on(pages.url());
  private final List<String> paths = new ArrayList<>();

  @BeforeAll
  void fill() {
    pages
        .crm()
        .currencies()
        .put(List.of(new RateDraft("EUR", "USD", LocalDate.of(2026, 3, 2), "1.08")))
        .orElseThrow();
    ProductId product =
        pages
            .crm()
            .products()
            .list(ProductDraft.of("GTX-1", "GTX Basic", new ProductDraft.Price("550", "EUR")))
            .orElseThrow()
            .id();
    CompetitorId competitor =
        pages
            .crm()
            .competitors()
            .add(new CompetitorDraft("Norwind", "norwind.example", "Cheap, but slow."))
            .orElseThrow()
            .id();
    LeadId lead = pages.lead("Mara", "Vogel", "Nordlicht Energie");
    pages.lead("Luís", "Figueira", "Atelier Sud");
    pages
        .crm()
        .leads()
        .edit(lead, new Leads.Edit(Map.of(LeadField.CITY, Optional.of("Lübeck"))))
        .orElseThrow();
    pages.crm().leads().note(lead, "Wants a quote.").orElseThrow();
    pages.crm().leads().startWork(lead).orElseThrow();
    pages
        .crm()
        .consents()
        .record(
            lead,
            ConsentDraft.granted(Channel.EMAIL, Purpose.SALES, "Web form", "Form 7, box ticked"))
        .orElseThrow();
    pages
        .crm()
        .suppressions()
        .add(new SuppressionDraft(Kind.DOMAIN, "competitor.example", "Competitor", null))
        .orElseThrow();
    byte[] file =
        "Name,E-mail\nJonas Berg,jonas@example.com\nNobody,broken\n"
            .getBytes(StandardCharsets.UTF_8);
    var upload =
        pages.crm().imports().upload("fair.csv", new ByteArrayInputStream(file)).orElseThrow();
    var checked =
        pages.crm().imports().upload("checked.csv", new ByteArrayInputStream(file)).orElseThrow();
    pages.crm().imports().check(checked.id()).orElseThrow();
    while (pages.crm().imports().get(checked.id()).orElseThrow().status().name()
        != ImportStatus.Name.CHECKED) {
      Thread.onSpinWait();
    }
    pages.crm().imports().saveAsPreset(upload.id(), "Fair", null).orElseThrow();
    var done =
        pages.crm().imports().upload("done.csv", new ByteArrayInputStream(file)).orElseThrow();
    pages.crm().imports().start(done.id()).orElseThrow();
    while (pages.crm().imports().get(done.id()).orElseThrow().status().name()
        != ImportStatus.Name.COMPLETED_WITH_ERRORS) {
      Thread.onSpinWait();
    }
    var reviewed =
        pages
            .crm()
            .imports()
            .upload(
                "reviewed.csv",
                new ByteArrayInputStream(
                    "Company,E-mail\nNordwind,mara.vogel@example.com\n"
                        .getBytes(StandardCharsets.UTF_8)))
            .orElseThrow();
    pages
        .crm()
        .imports()
        .follow(reviewed.id(), new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.REVIEW))
        .orElseThrow();
    pages.crm().imports().start(reviewed.id()).orElseThrow();
    while (pages.crm().importReviews().counts(reviewed.id()).orElseThrow().open() == 0) {
      Thread.onSpinWait();
    }
    LeadId twin = pages.twin("Mara", "Vogel", "Nordlicht Energie");
    for (MergeKind kind : MergeKind.values()) {
      pages.crm().duplicateScans().start(kind).orElseThrow();
      while (pages.crm().duplicateScans().shown(kind).orElseThrow().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    LeadId third = pages.twin("Mara", "Vogel", "Nordlicht");
    var merge =
        pages
            .crm()
            .merges()
            .merge(new Merges.Command(twin, List.of(third), Map.of(), Map.of()))
            .orElseThrow();
    LeadId qualified = pages.twin("Ben", "Adler", "Südlicht");
    pages.crm().leads().qualify(qualified).orElseThrow();
    LeadId closed = pages.twin("Lena", "Brandt", "Westlicht");
    pages.crm().leads().qualify(closed).orElseThrow();
    var converted = pages.crm().conversions().convert(Convert.of(closed)).orElseThrow();
    var batch =
        pages
            .crm()
            .conversionBatches()
            .start(Start.of(List.of(qualified, closed, lead)).dry())
            .orElseThrow()
            .batch();
    var user =
        pages
            .crm()
            .users()
            .list(ListQuery.all(pages.crm().users().fields()))
            .orElseThrow()
            .items()
            .getFirst();
    var role =
        pages
            .crm()
            .roles()
            .list(ListQuery.all(pages.crm().roles().fields()))
            .orElseThrow()
            .items()
            .getFirst();
    var rule =
        pages
            .crm()
            .rules()
            .write(
                new RuleDraft(
                    "Note",
                    "lead",
                    List.of("lead.work-started.v1"),
                    "lead.company != ''",
                    List.of(new RuleStep("lead.note", Map.of("text", "Hello"))),
                    Repeat.ALWAYS,
                    0,
                    null,
                    null))
            .orElseThrow();
    pages.crm().rules().activate(rule.id()).orElseThrow();
    pages.crm().leads().startWork(twin).orElseThrow();
    while (pages.crm().rules().get(rule.id()).orElseThrow().firings() == 0) {
      Thread.onSpinWait();
    }
    var written =
        pages
            .crm()
            .tasks()
            .create(
                new Tasks.Create(
                    TaskDraft.of("Write").due(DueDraft.on(LocalDate.of(2026, 1, 5))), null))
            .orElseThrow();
    pages.crm().tasks().complete(written.id(), null).orElseThrow();
    var task =
        pages
            .crm()
            .tasks()
            .create(
                new Tasks.Create(
                    TaskDraft.of("Call Mara about the offer")
                        .type(TaskType.CALL)
                        .priority(Priority.URGENT)
                        .notes("She is back on Monday.")
                        .about(Lead.subjectOf(lead))
                        .due(DueDraft.on(LocalDate.of(2026, 1, 5)))
                        .checklist(List.of(new ChecklistItem("Read her letter", true))),
                    user.id()))
            .orElseThrow();
    pages
        .crm()
        .tasks()
        .create(new Tasks.Create(TaskDraft.of("Tidy the list up"), user.id()))
        .orElseThrow();
    pages
        .wholeCrm()
        .notifier()
        .tell(
            Audience.administrators(),
            new Message("k", "rule.suspended", "A rule", "It ran.", rule.subject(), null));
    pages
        .crm()
        .engagements()
        .recordAll(
            List.of(
                EngagementDraft.of("meeting", lead, EngagementType.MEETING_HELD).on("Fair"),
                EngagementDraft.of("view", lead, EngagementType.PAGE_VIEW)
                    .on("https://shop.example/pricing")
                    .seen(Traces.of("curl/8"))))
        .orElseThrow();
    String model = activeModel();
    var policy =
        pages
            .crm()
            .escalationPolicies()
            .write(
                new EscalationTerms(
                    "Late",
                    Set.of(TaskType.CALL),
                    Set.of(Priority.HIGH),
                    EscalationTerms.Since.CREATED,
                    null,
                    List.of(
                        new EscalationLevel(
                            Duration.ofHours(4),
                            new EscalationTarget.Managers(Role.ADMINISTRATOR),
                            EscalationLevel.Deed.NOTIFY,
                            true))))
            .orElseThrow();
    var pools = pages.crm().assignmentPools();
    var pool =
        pools.setUp(PoolTerms.of("Sales", List.of(PoolMember.of(user.id(), 2)))).orElseThrow();
    var assignment = pools.assign(pool.id(), new Assign(Lead.subjectOf(lead))).orElseThrow();
    if (pages.crm().pipelines().list().orElseThrow().isEmpty()) {
      pages.crm().pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    }
    PipelineId sales = pages.crm().pipelines().list().orElseThrow().getFirst().id();
    OpportunityId deal =
        pages
            .crm()
            .opportunities()
            .create(
                new Opportunities.Create(
                    OpportunityDraft.named("Turbines").worth("1000", "EUR").closing("2020-01-01")))
            .orElseThrow()
            .id();
    pages
        .crm()
        .opportunityLines()
        .replace(deal, LinesDraft.of(LinesDraft.Line.of("GTX-1", "2")))
        .orElseThrow();
    AccountId holding =
        pages
            .crm()
            .accounts()
            .create(
                new Accounts.Create(
                    AccountDraft.named("Vogel Holding SE").domains("vogel-holding.example")))
            .orElseThrow()
            .id();
    AccountId daughter =
        pages
            .crm()
            .accounts()
            .create(new Accounts.Create(AccountDraft.named("Vogel GmbH").parent(holding)))
            .orElseThrow()
            .id();
    ContactId contact =
        pages
            .crm()
            .people()
            .create(
                new People.Create(
                    ContactDraft.named("Mara", "Vogel")
                        .at(holding)
                        .emails("mara@vogel-holding.example\nHOME mara@home.example")
                        .phones("MOBILE +49 170 1234567")
                        .with(ContactField.TIME_ZONE, "Europe/Berlin")))
            .orElseThrow()
            .id();
    ContactId other =
        pages
            .crm()
            .people()
            .create(new People.Create(ContactDraft.named("M.", "Vogel")))
            .orElseThrow()
            .id();
    ContactId gone =
        pages
            .crm()
            .people()
            .create(new People.Create(ContactDraft.named("Mara", "V.")))
            .orElseThrow()
            .id();
    var ofContacts =
        pages
            .crm()
            .merges()
            .merge(new Merges.Command(other, List.of(gone), Map.of(), Map.of()))
            .orElseThrow();
    pages
        .crm()
        .recordDuplicates()
        .tellApart(MergeKind.ACCOUNT, holding.value(), daughter.value())
        .orElseThrow();
    Target offer = new Target(TargetKind.OPPORTUNITY, deal.value());
    var roles = pages.crm().contactRoles().relationships();
    var champion =
        roles
            .begin(new Begin(contact, offer, RelationshipDraft.of("CHAMPION"), true))
            .orElseThrow()
            .id();
    var former =
        roles
            .begin(new Begin(contact, offer, RelationshipDraft.of("LEGAL"), false))
            .orElseThrow()
            .id();
    roles.end(former, null).orElseThrow();
    paths.addAll(
        List.of(
            "/",
            "/scoring/rules",
            "/scoring/rules/new",
            "/scoring/rules/" + UsualRules.ALL.getFirst().id(),
            "/scoring/ledger",
            "/scoring/ledger?lead=" + lead,
            "/scoring/settings",
            "/scoring/scorecard",
            "/scoring/proof",
            "/scoring/models",
            "/scoring/models/" + model,
            "/scoring/models/" + model + "/simulation",
            "/tracking",
            "/leads/" + lead + "/engagement",
            "/rules",
            "/rules/new",
            "/rules/firings",
            "/rules/" + rule.id(),
            "/rules/" + rule.id() + "/trial?days=30",
            "/leads",
            "/leads?q=nothing+like+that",
            "/leads?sort=wrong",
            "/leads/new",
            "/leads/" + lead,
            "/leads/" + lead + "/edit",
            "/leads/" + lead + "/timeline",
            "/leads/" + lead + "/duplicates",
            "/leads/" + lead + "/merge?with=" + twin,
            "/merges/" + merge.id(),
            "/leads/" + qualified + "/convert",
            "/leads/" + converted.conversion().lead(),
            "/conversions",
            "/conversions/" + converted.conversion().id(),
            "/conversions/analytics",
            "/conversions/analytics?groupBy=OWNER&cohort=WEEK",
            "/conversions/batches",
            "/conversions/batches/new?lead=" + qualified,
            "/conversions/batches/new?filter=colour+eq+%27red%27",
            "/conversions/batches/" + batch.id(),
            "/conversion-mapping",
            "/duplicates",
            "/duplicates?kind=accounts",
            "/day",
            "/tasks",
            "/tasks?q=nothing+like+that",
            "/tasks?bin=deleted",
            "/tasks/metrics",
            "/tasks/metrics?from=2020-01-01&to=2019-01-01",
            "/tasks/new?lead=" + lead,
            "/tasks/" + task.id(),
            "/tasks/" + task.id() + "/edit",
            "/accounts",
            "/accounts?q=nothing+like+that",
            "/accounts?sort=wrong",
            "/accounts?bin=deleted",
            "/accounts/new?parent=" + holding,
            "/accounts/" + holding,
            "/accounts/" + holding + "/edit",
            "/accounts/" + holding + "/duplicates",
            "/accounts/" + holding + "/merge?with=" + daughter,
            "/merges/" + ofContacts.id(),
            "/contacts/" + contact + "/merge?with=" + other,
            "/lifecycle",
            "/lifecycle/stages",
            "/tasks/new?account=" + holding,
            "/contacts",
            "/contacts?account=" + holding,
            "/contacts?q=nothing+like+that",
            "/contacts?sort=wrong",
            "/contacts?bin=deleted",
            "/contacts/new?account=" + holding,
            "/contacts/" + contact,
            "/contacts/" + contact + "/edit",
            "/contacts/" + contact + "/duplicates",
            "/tasks/new?contact=" + contact,
            "/board",
            "/board?q=nothing+like+that",
            "/board?amountMin=much",
            "/board?asOf=2026-01-01",
            "/board?asOf=2199-01-01",
            "/board/waterfall",
            "/board/waterfall?from=soon",
            "/opportunities",
            "/opportunities?q=nothing+like+that",
            "/opportunities?sort=wrong",
            "/opportunities?bin=deleted",
            "/opportunities/new?account=" + holding,
            "/opportunities/" + deal,
            "/opportunities/" + deal + "/edit",
            "/opportunities/" + deal + "/move",
            "/opportunities/" + deal + "/move?stage=lost",
            "/tasks/new?opportunity=" + deal,
            "/contact-roles",
            "/contact-roles/stages",
            "/contact-roles/figures",
            "/relationships/new?opportunity=" + deal,
            "/relationships/" + champion,
            "/relationships/" + former,
            "/pipelines",
            "/pipelines/new",
            "/pipelines/" + sales,
            "/pipelines/" + sales + "/analytics",
            "/pipelines/" + sales + "/analytics?metric=conversion-matrix",
            "/pipelines/" + sales + "/analytics?metric=velocity",
            "/pipelines/" + sales + "/analytics?metric=ageing",
            "/pipelines/" + sales + "/analytics?metric=stuck",
            "/pipelines/" + sales + "/analytics?metric=push-count",
            "/pipelines/" + sales + "/analytics?metric=leakage",
            "/pipelines/" + sales + "/analytics?metric=leakage&from=2199-01-01",
            "/pipelines/" + sales + "/analytics?metric=competition",
            "/pipelines/" + sales + "/analytics?metric=competition&from=2199-01-01",
            "/pipelines/" + sales + "/analytics?from=soon&currency=Q",
            "/imports",
            "/imports/new",
            "/import-presets",
            "/imports/" + upload.id(),
            "/imports/" + checked.id(),
            "/imports/" + done.id(),
            "/imports/" + reviewed.id() + "/review",
            "/attribution",
            "/suppressions",
            "/suppressions?bin=deleted",
            "/quiet-hours",
            "/duplicates/thresholds",
            "/assignment-pools",
            "/assignment-pools/new",
            "/assignment-pools/" + pool.id() + "?try=yes&from-country=Narnia",
            "/assignment-pools/" + pool.id() + "?try=yes",
            "/assignments/" + assignment.id(),
            "/escalation",
            "/escalation/new",
            "/escalation/" + policy.id(),
            "/products",
            "/products?show=retired",
            "/products/new",
            "/products/" + product,
            "/competitors",
            "/competitors?show=retired",
            "/competitors/new",
            "/competitors/" + competitor,
            "/calendars",
            "/calendars/new",
            "/calendars/" + BusinessCalendar.FIRST.id(),
            "/currencies",
            "/currencies/EUR-USD",
            "/jobs",
            "/jobs/schedules",
            "/jobs/letters",
            "/activity",
            "/history/lead/" + lead,
            "/history/import/" + done.id(),
            "/history/quiet-hours/" + QuietHours.ID,
            "/users",
            "/users/new",
            "/users/" + user.id(),
            "/roles",
            "/roles/new",
            "/roles/" + role.id(),
            "/teams",
            "/tokens",
            "/notifications",
            "/account",
            "/leads/unknown"));
  }

  @AfterAll
  void end() {
    browser.close();
    pages.close();
  }

  @Test
  void every_place_of_the_navigation_is_looked_at() {
    assertThat(Arrays.stream(Section.values()).map(Section::path).filter(p -> !paths.contains(p)))
        .as("places that are missing in fill()")
        .isEmpty();
  }

  /** Of leads from fairs, which are won more often than others. */
  private String activeModel() {
    for (int i = 0; i < 60; i++) {
      boolean fair = i % 2 == 0;
      LeadId ended =
          pages
              .crm()
              .leads()
              .capture(
                  new Leads.Capture(
                      LeadDraft.named("Ended", "Lead " + i).source(fair ? "fair" : "web")))
              .orElseThrow()
              .id();
      if (fair ? i % 6 != 0 : i % 9 == 0) {
        pages.crm().leads().qualify(ended).orElseThrow();
      } else {
        pages.crm().leads().disqualify(ended, LeadStatus.Reason.NO_NEED, null).orElseThrow();
      }
    }
    pages.crm().scoringModels().train(Wish.USUAL).orElseThrow();
    while (pages.crm().scoringModels().list().orElseThrow().isEmpty()) {
      Thread.onSpinWait();
    }
    var model = pages.crm().scoringModels().list().orElseThrow().getFirst();
    pages.crm().scoringModels().activate(model.id()).orElseThrow();
    return model.id().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"desktop", "phone"})
  void every_page_can_be_used_by_everybody(String device) {
    (device.equals("phone") ? browser.phone() : browser.desktop()).inTheDark(false);
    browser.forget();
    browser.open("/login");
    List<String> found = new ArrayList<>(violationsInLightAndDark("/login"));
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    for (String path : paths) {
      browser.open(path);
      assertThat(browser.texts("h1").contains("Not found"))
          .as(path + " is missing")
          .isEqualTo(path.equals("/leads/unknown"));
      found.addAll(violationsInLightAndDark(path));
      assertThat(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"))
          .as(path + " does not scroll sideways")
          .isEqualTo(true);
    }
    assertThat(found).isEmpty();
  }

  /**
   * Whether it is light or dark decides of colours only, and a page that is open changes with it.
   */
  private List<String> violationsInLightAndDark(String path) {
    List<String> found = new ArrayList<>(violations(path));
    browser.inTheDark(true);
    browser.violationsOfColours().forEach(v -> found.add(path + " in the dark: " + v));
    browser.inTheDark(false);
    return found;
  }

  @Test
  void dialogs_can_be_used_by_everybody() {
    browser.desktop().forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    browser.openPalette();
    assertThat(violations("the palette")).isEmpty();
    browser.keys(Keys.ESCAPE);
    browser.seeNone("#palette[open]");
    browser.keys("?");
    browser.seeText("Keyboard shortcuts");
    assertThat(violations("the shortcuts")).isEmpty();
  }

  @ParameterizedTest(name = "dark: {0}")
  @ValueSource(booleans = {false, true})
  void a_form_that_is_looked_over_can_be_used_by_everybody(boolean dark) {
    browser.phone().inTheDark(dark);
    browser.forget();
    browser.logIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
    browser.seeText("Hello, Ana Torres");
    browser.open("/leads/new");
    browser.type("email", "sales@gmial.com");
    browser.see(By.cssSelector("#email-findings [data-apply]"));
    browser.type("phone", "call me");
    browser.see(By.cssSelector("#phone-findings .problem"));
    assertThat(violations("/leads/new")).isEmpty();
  }

  private List<String> violations(String path) {
    return browser.accessibilityViolations().stream().map(v -> path + ": " + v).toList();
  }
}
