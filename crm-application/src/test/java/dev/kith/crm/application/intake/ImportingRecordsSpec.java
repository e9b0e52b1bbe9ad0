package dev.kith.crm.application.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.opportunity.OpportunityView.Lost;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Files of accounts, contacts and opportunities. */
class ImportingRecordsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Workspace workspace = trial.as(ada);
  private final Found found = new Found(workspace);

  @Test
  void every_field_that_people_fill_in_can_be_filled_by_a_column_under_its_name() {
    for (AccountField field : AccountField.values()) {
      assertThat(RecordKind.ACCOUNT.fields()).containsKey(field.code());
    }
    for (ContactField field : ContactField.values()) {
      assertThat(RecordKind.CONTACT.fields()).containsKey(field.code());
    }
    for (OpportunityField field : OpportunityField.values()) {
      assertThat(RecordKind.OPPORTUNITY.fields()).containsKey(field.code());
    }
  }

  @Nested
  class Rows_that_are_accounts {

    @Test
    void become_accounts_by_what_their_columns_are_called() {
      ImportView done =
          run(
              RecordKind.ACCOUNT,
              """
              Company,Domain,Employees,Country,Subsidiary of
              Vogel GmbH,vogel.example,120,DE,
              Vogel Norge AS,vogel-norge.example,12,NO,Vogel GmbH
              """);

      assertThat(done.progress()).isEqualTo(counts(2, 0, 0, 0, 0, done));
      assertThat(found.accounts())
          .extracting(AccountView::displayName)
          .containsExactly("Vogel GmbH", "Vogel Norge AS");
      AccountView norge = found.accounts().getLast();
      assertThat(norge.get(AccountField.BILLING_COUNTRY)).isEqualTo("NO");
      assertThat(workspace.accountQueries().get(norge.id()).orElseThrow().parentName())
          .isEqualTo("Vogel GmbH");
    }

    @Test
    void meet_accounts_with_their_external_id_or_domain_or_else_their_name() {
      account(AccountDraft.named("Vogel").domains("vogel.example"));
      account(AccountDraft.named("Acme").with(AccountField.EXTERNAL_ID, "a-1"));
      account(AccountDraft.named("Zeta"));
      String file =
          """
          name,domains,externalId,industry
          Vogel GmbH,vogel.example,,Energy
          Acme Inc,,a-1,Steel
          zeta,,,Books
          """;

      assertThat(run(RecordKind.ACCOUNT, file).progress().skipped()).isEqualTo(3);
      assertThat(industries()).containsOnlyNulls();
      ImportView filled = run(RecordKind.ACCOUNT, file, ConflictPolicy.FILL_EMPTY);
      assertThat(filled.progress().updated()).isEqualTo(3);
      assertThat(industries()).containsExactly("Steel", "Energy", "Books");
      assertThat(found.accounts())
          .extracting(AccountView::displayName)
          .containsExactly("Acme", "Vogel", "Zeta");
      assertThat(
              workspace.imports().rows(filled.id(), null, 0, 1).orElseThrow().getFirst().changes())
          .hasSize(1);
      ImportView again = run(RecordKind.ACCOUNT, file, ConflictPolicy.OVERWRITE);
      assertThat(again.progress().updated()).isEqualTo(3);
      assertThat(found.accounts())
          .extracting(AccountView::displayName)
          .containsExactly("Acme Inc", "Vogel GmbH", "zeta");
      assertThat(run(RecordKind.ACCOUNT, file, ConflictPolicy.OVERWRITE).progress().skipped())
          .isEqualTo(3);
    }

    @Test
    void that_cannot_be_are_errors_with_every_reason_and_leave_nothing_behind() {
      ImportView done =
          run(
              RecordKind.ACCOUNT,
              """
              name,domains,employees,parent,owner
              ,gmail.com,many,Nowhere,Nobody
              Good,good.example,5,,
              Good again,good.example,5,,
              """);
      assertThat(done.status().name()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
      assertThat(done.progress()).isEqualTo(counts(1, 0, 0, 1, 1, done));
      assertThat(problems(done.id()))
          .containsExactly(
              "2 name required",
              "2 domains domain-free-mail",
              "2 employees not-in-range",
              "2 parent unknown-account",
              "2 owner unknown-owner",
              "4  duplicate-row");
      assertThat(found.accounts()).hasSize(1);
    }

    @Test
    void are_checked_without_being_written_and_then_just_that_becomes_of_them() {
      account(AccountDraft.named("Vogel").domains("vogel.example"));
      String file =
          """
          name,domains,industry,parent
          Vogel,vogel.example,Energy,
          Acme,acme.example,Steel,
          Acme Nord,nord.example,Steel,Acme
          Acme twice,acme.example,Steel,
          ,bad..domain,,
          """;
      Importing over = importing(RecordKind.ACCOUNT, ConflictPolicy.OVERWRITE);
      ImportView checked = over.checked(file);
      assertThat(checked.status().name()).isEqualTo(ImportStatus.Name.CHECKED);
      assertThat(checked.check()).isEqualTo(counts(2, 1, 0, 1, 1, checked));
      assertThat(checked.differences()).hasSize(1);
      assertThat(found.accounts()).hasSize(1);
      assertThat(industries()).containsOnlyNulls();

      workspace.imports().start(checked.id()).orElseThrow();
      trial.crm.runDue();
      ImportView done = over.view(checked.id());
      assertThat(done.progress()).isEqualTo(checked.check());
      assertThat(done.differsFromCheck()).isFalse();
    }

    @Test
    void need_the_permission_to_create_accounts_and_reach_what_edits_reach() {
      account(AccountDraft.named("Vogel").domains("vogel.example"));
      Actor importer = granted(Map.of(Feature.IMPORT, Scope.ALL));
      ImportId id =
          trial
              .as(importer)
              .imports()
              .upload("a.csv", file("name\nAcme\n"), Declared.NOTHING.of(RecordKind.ACCOUNT))
              .orElseThrow()
              .id();
      assertThat(trial.as(importer).imports().start(id))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("account:create", "This needs the permission account:create.")));

      Actor seller = granted(Map.of(Feature.IMPORT, Scope.ALL, Feature.ACCOUNT, Scope.OWN));
      ImportId own =
          trial
              .as(seller)
              .imports()
              .upload(
                  "a.csv",
                  file("name,domains\nVogel,vogel.example\nAcme,acme.example\n"),
                  Declared.NOTHING.of(RecordKind.ACCOUNT))
              .orElseThrow()
              .id();
      trial.as(seller).imports().start(own).orElseThrow();
      trial.crm.runDue();
      assertThat(problems(own)).containsExactly("2 domains account-domain-taken");
      assertThat(
              trial
                  .as(seller)
                  .accountQueries()
                  .list(ListQuery.all(AccountFields.CATALOGUE))
                  .orElseThrow()
                  .items())
          .extracting(AccountView::owner)
          .containsExactly(seller.id());
    }
  }

  @Nested
  class Rows_that_are_contacts {

    @Test
    void become_contacts_at_the_account_that_they_name() {
      account(AccountDraft.named("Vogel").domains("vogel.example"));
      ImportView done =
          run(
              RecordKind.CONTACT,
              """
              Name,Job title,Company,E-mail,Mobile
              "Vogel, Mara",Buyer,vogel.example,mara@vogel.example,+49 171 5550100
              Ben Free,,,ben@free.example,
              Zoe Lost,,Nowhere,zoe@free.example,
              """);
      assertThat(done.progress()).isEqualTo(counts(2, 0, 0, 0, 1, done));
      assertThat(problems(done.id())).containsExactly("4 account unknown-account");
      ContactView mara = found.contacts().getLast();
      assertThat(mara.displayName()).isEqualTo("Mara Vogel");
      assertThat(mara.accountName()).isEqualTo("Vogel");
      assertThat(mara.get(ContactField.PHONES)).isEqualTo("MOBILE +491715550100");
    }

    @Test
    void meet_contacts_with_their_address_whose_addresses_and_numbers_unite() {
      run(RecordKind.CONTACT, "familyName,email,phone\nVogel,mara@vogel.example,+49 30 901820\n");
      ImportView again =
          run(
              RecordKind.CONTACT,
              """
              familyName,email,emails,phone,title
              Vogel,MARA@vogel.example,m@home.example,030 901820,Buyer
              """,
              ConflictPolicy.FILL_EMPTY);
      assertThat(problems(again.id())).isEmpty();
      assertThat(again.progress().updated()).isEqualTo(1);
      ContactView mara = found.contacts().getFirst();
      assertThat(mara.get(ContactField.EMAILS))
          .isEqualTo("WORK mara@vogel.example\nWORK m@home.example");
      assertThat(mara.get(ContactField.PHONES)).isEqualTo("WORK +4930901820");
      assertThat(mara.get(ContactField.TITLE)).isEqualTo("Buyer");
    }
  }

  @Nested
  class Rows_that_are_opportunities {

    private Pipeline sales;

    @BeforeEach
    void setUp() {
      sales =
          workspace
              .pipelines()
              .setUp(
                  new PipelineTerms(
                      "Deals",
                      List.of(
                          Stage.open("prospecting", "Prospecting", 10),
                          Stage.open("engaging", "Engaging", 50),
                          Stage.won("won", "Won"),
                          Stage.lost("lost", "Lost"))))
              .orElseThrow();
      account(AccountDraft.named("Acme"));
      for (String product : List.of("Turbine", "Gear")) {
        workspace
            .products()
            .list(ProductDraft.of(product, product, new ProductDraft.Price("1000", "USD")))
            .orElseThrow();
      }
    }

    private static final String FILE =
        """
        opportunity_id,product,account,deal_stage,engage_date,close_date,close_value
        O1,Turbine,ACME,Won,2025-10-20,2026-01-15,1054.50
        O2,Turbine,,Lost,2025-10-25,2025-12-11,0
        O3,Gear,Acme,Engaging,2026-01-02,,
        O4,Gear,,Prospecting,,,
        """;

    @Test
    void come_with_their_history_in_stages_without_a_gap() {
      ImportView done = deals(FILE, ConflictPolicy.SKIP);
      assertThat(problems(done.id())).isEmpty();
      assertThat(done.progress()).isEqualTo(counts(4, 0, 0, 0, 0, done));

      OpportunityView won = found.deal("O1");
      assertThat(won.displayName()).isEqualTo("Turbine for ACME");
      assertThat(won.accountName()).isEqualTo("Acme");
      assertThat(won.get(OpportunityField.AMOUNT)).isEqualTo("1054.50");
      assertThat(won.get(OpportunityField.CURRENCY)).isEqualTo("USD");
      assertThat(found.stays("O1"))
          .containsExactly(
              new StageStay(sales.id(), "engaging", day("2025-10-20"), day("2026-01-15")),
              new StageStay(sales.id(), "won", day("2026-01-15"), null));
      OpportunityView lost = found.deal("O2");
      assertThat(lost.loss().reason()).isEqualTo("Not told");
      assertThat(found.stays("O2"))
          .containsExactly(
              new StageStay(sales.id(), "engaging", day("2025-10-25"), day("2025-12-11")),
              new StageStay(sales.id(), "lost", day("2025-12-11"), null));
      assertThat(found.stays("O3"))
          .containsExactly(new StageStay(sales.id(), "engaging", day("2026-01-02"), null));
      assertThat(found.stays("O4"))
          .containsExactly(new StageStay(sales.id(), "prospecting", trial.clock.instant(), null));
    }

    @Test
    void that_are_there_already_are_not_doubled_and_go_on_where_the_file_is_newer() {
      deals(FILE, ConflictPolicy.SKIP);
      assertThat(deals(FILE, ConflictPolicy.SKIP).progress().skipped()).isEqualTo(4);
      ImportView later =
          deals(
              FILE.replace("Engaging,2026-01-02,,", "Won,2026-01-02,2026-02-01,77"),
              ConflictPolicy.OVERWRITE);
      assertThat(problems(later.id()))
          .extracting(p -> p.replaceAll(".* ", ""))
          .containsOnly("opportunity-unchanged");
      assertThat(later.progress().updated()).isEqualTo(1);
      assertThat(found.stays("O3"))
          .containsExactly(
              new StageStay(sales.id(), "engaging", day("2026-01-02"), day("2026-02-01")),
              new StageStay(sales.id(), "won", day("2026-02-01"), null));
    }

    @Test
    void that_cannot_be_are_errors_with_every_reason() {
      ImportView done =
          deals(
              """
              opportunity_id,product,account,deal_stage,engage_date,close_date,close_value
              E1,Turbine,Acme,Won,2026-01-10,2025-12-31,1
              E2,Turbine,Acme,Won,2026-01-10,2027-12-31,1
              E3,,Acme,Engaging,2099-01-01,,
              E4,Turbine,Nowhere,Dreaming,yesterday,,much
              """,
              ConflictPolicy.SKIP);
      assertThat(problems(done.id()))
          .containsExactly(
              "2 closeDate out-of-stay",
              "3 closeDate in-the-future",
              "4 name required",
              "4 openedOn in-the-future",
              "5 amount amount-syntax",
              "5 account unknown-account",
              "5 stage unknown-stage",
              "5 openedOn moment-syntax");
      assertThat(found.deals()).isEmpty();
    }

    @Test
    void are_lost_to_competitors_of_the_catalogue_retired_ones_too() {
      CompetitorId nor =
          workspace.competitors().add(CompetitorDraft.of("Nör-Wind")).orElseThrow().id();
      workspace.competitors().retire(nor).orElseThrow();

      ImportView done =
          deals(
              """
              external_id,name,stage,lost_competitor
              L1,One,Lost,nor wind
              L2,Two,Lost,Nobody
              L3,Three,Lost,NÖR-WIND
              """,
              ConflictPolicy.SKIP);

      assertThat(problems(done.id())).containsExactly("3 lostCompetitor unknown-competitor");
      assertThat(found.deal("L1").loss()).isEqualTo(new Lost("Not told", nor, "Nör-Wind"));
      assertThat(found.deal("L3").loss()).isEqualTo(new Lost("Not told", nor, "Nör-Wind"));
      assertThat(found.deals()).hasSize(2);
    }

    private ImportView deals(String file, ConflictPolicy policy) {
      return importing(RecordKind.OPPORTUNITY, policy)
          .saying(Map.of("currency", "USD", "lostReason", "Not told", "pipeline", "deals"))
          .done(file);
    }

    private static Instant day(String date) {
      return Instant.parse(date + "T00:00:00Z");
    }
  }

  private static ImportProgress counts(
      long created, long updated, long skipped, long duplicate, long failed, ImportView view) {
    return new ImportProgress(
        created + updated + skipped + duplicate + failed,
        created,
        updated,
        skipped,
        duplicate,
        failed,
        view.file().bytes());
  }

  private ImportView run(RecordKind kind, String file) {
    return run(kind, file, ConflictPolicy.SKIP);
  }

  private ImportView run(RecordKind kind, String file, ConflictPolicy policy) {
    return importing(kind, policy).done(file);
  }

  private Importing importing(RecordKind kind, ConflictPolicy policy) {
    return new Importing(trial, ada, kind, Map.of(), policy);
  }

  private List<String> problems(ImportId id) {
    return importing(RecordKind.ACCOUNT, ConflictPolicy.SKIP).problems(id);
  }

  private static ByteArrayInputStream file(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private void account(AccountDraft draft) {
    workspace.accounts().create(new Accounts.Create(draft)).orElseThrow();
  }

  private List<String> industries() {
    return found.accounts().stream().map(account -> account.get(AccountField.INDUSTRY)).toList();
  }

  private static Actor granted(Map<Feature, Scope> features) {
    Map<Permission, Scope> scopes = new HashMap<>();
    features.forEach((feature, scope) -> {
      for (Action action : Action.values()) {
        scopes.put(new Permission(feature, action), scope);
      }
    });
    return Actors.named("Olga", new Grants(scopes, Set.of()));
  }
}
