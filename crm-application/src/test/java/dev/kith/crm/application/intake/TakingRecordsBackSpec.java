package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Imports of accounts, contacts, opportunities and products that are taken back. */
class TakingRecordsBackSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Workspace workspace = trial.as(ada);
  private final Found found = new Found(workspace);
  private final Importing accounts = importing(RecordKind.ACCOUNT);
  private final Importing contacts = importing(RecordKind.CONTACT);
  private final Importing products =
      importing(RecordKind.PRODUCT).saying(Map.of("currency", "USD"));

  private Importing importing(RecordKind kind) {
    return new Importing(trial, ada, kind, Map.of());
  }

  @Nested
  class Accounts_that_were_imported {

    @Test
    void are_removed_the_last_row_first_so_that_none_is_left_without_its_parent() {
      ImportView done = accounts.done("name,parent\nVogel GmbH,\nVogel Norge AS,Vogel GmbH\n");
      assertThat(done.next()).containsExactly(ImportStatus.Name.REVERTING);

      ImportView back = takenBack(accounts, done);

      assertThat(back.status().name()).isEqualTo(ImportStatus.Name.REVERTED);
      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 2, 0, 0));
      assertThat(found.accounts()).isEmpty();
      assertThat(accounts.done("name\nVogel GmbH\n").progress().created()).isEqualTo(1);
    }

    @Test
    void stay_where_somebody_has_changed_them_or_something_hangs_on_them() {
      ImportView done = accounts.done("name\nEdited\nEmployer\nCustomer\nCalled\nParent\nPlain\n");
      workspace.accounts().note(account("Edited"), "Nice people").orElseThrow();
      workspace
          .people()
          .create(new People.Create(ContactDraft.named("Mara", "Vogel").at(account("Employer"))))
          .orElseThrow();
      pipeline();
      workspace
          .opportunities()
          .create(
              new Opportunities.Create(
                  OpportunityDraft.named("Turbine").account(account("Customer"))))
          .orElseThrow();
      workspace
          .tasks()
          .create(
              new Tasks.Create(
                  TaskDraft.of("Call").about(new Subject("account", account("Called").value())),
                  null))
          .orElseThrow();
      accounts.done("name,parent\nChild,Parent\n");

      ImportView back = takenBack(accounts, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 1, 0, 5));
      assertThat(kept(back))
          .containsExactly(
              "2  edited-since", "3  in-use", "4  in-use", "5  in-use", "6  account-has-children");
      assertThat(found.accounts())
          .extracting(AccountView::displayName)
          .containsExactly("Called", "Child", "Customer", "Edited", "Employer", "Parent");
    }

    @Test
    void are_put_back_field_by_field_where_nobody_has_changed_them_since() {
      accounts.done("name,domains,industry,employees\nVogel,vogel.example,Energy,12\n");
      ImportView done =
          accounts
              .under(ConflictPolicy.OVERWRITE)
              .done(
                  """
                  name,domains,industry,employees,phone
                  Vogel GmbH,vogel.example;vogel.test,Steel,15,+49 30 901820
                  """);
      AccountId vogel = account("Vogel GmbH");
      workspace
          .accounts()
          .edit(
              vogel,
              new Accounts.Edit(
                  Map.of(
                      AccountField.EMPLOYEES, Optional.of("17"),
                      AccountField.DOMAINS,
                          Optional.of("vogel.example\nvogel.test\nvogel-since.example"))))
          .orElseThrow();

      ImportView back = takenBack(accounts, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 0, 1, 1));
      assertThat(kept(back)).containsExactly("2 employees edited-since");
      AccountView now = found.accounts().getFirst();
      assertThat(now.displayName()).isEqualTo("Vogel");
      assertThat(now.domains()).containsExactly("vogel.example", "vogel-since.example");
      assertThat(now.get(AccountField.INDUSTRY)).isEqualTo("Energy");
      assertThat(now.get(AccountField.EMPLOYEES)).isEqualTo("17");
      assertThat(now.get(AccountField.PHONE)).isNull();
    }

    @Test
    void are_removed_where_only_an_import_has_changed_them_that_was_taken_back_before() {
      ImportView first = accounts.done("name,industry\nAcme,Steel\nVogel,Energy\n");
      ImportView second =
          accounts.under(ConflictPolicy.OVERWRITE).done("name,industry\nAcme,Books\n");
      ImportView third =
          accounts.under(ConflictPolicy.OVERWRITE).done("name,industry\nVogel,Books\n");
      assertThat(takenBack(accounts, second).reverted().restored()).isEqualTo(1);

      ImportView back = takenBack(accounts, first);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 1, 0, 1));
      assertThat(found.accounts()).extracting(AccountView::displayName).containsExactly("Vogel");
      assertThat(takenBack(accounts, third).reverted().restored()).isEqualTo(1);
    }

    @Test
    void are_taken_back_by_whoever_may_change_and_delete_them() {
      ImportView done = accounts.done("name\nAcme\n");
      Actor olga =
          Actors.named(
              "Olga",
              new Grants(
                  Map.of(
                      new Permission(Feature.IMPORT, Action.VIEW), Scope.ALL,
                      new Permission(Feature.IMPORT, Action.CREATE), Scope.ALL,
                      new Permission(Feature.ACCOUNT, Action.EDIT), Scope.ALL,
                      new Permission(Feature.LEAD, Action.EDIT), Scope.ALL,
                      new Permission(Feature.LEAD, Action.DELETE), Scope.ALL),
                  Set.of()));
      assertThat(trial.as(olga).imports().revert(done.id()))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("account:delete", "This needs the permission account:delete.")));
    }

    @Test
    void count_as_removed_where_they_lie_in_the_bin_already_and_stay_where_they_were_merged() {
      ImportView done = accounts.done("name\nAcme\nActe\n");
      workspace.accounts().delete(account("Acme")).orElseThrow();

      ImportView back = takenBack(accounts, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 2, 0, 0));
      assertThat(found.accounts()).isEmpty();
    }
  }

  @Nested
  class Contacts_that_were_imported {

    @Test
    void are_removed_or_put_back_with_what_others_have_added_to_them() {
      accounts.done("name\nAcme\nVogel\n");
      contacts.done("familyName,email,account\nVogel,mara@vogel.example,Acme\n");
      ImportView done =
          contacts
              .under(ConflictPolicy.OVERWRITE)
              .done(
                  """
                  familyName,email,emails,phone,account,title
                  Vogel,mara@vogel.example,m@home.example,+49 30 901820,Vogel,Buyer
                  Lee,kim@lee.example,,,Acme,
                  """);
      ContactView mara = contact("Vogel");
      workspace
          .people()
          .edit(
              mara.id(),
              new People.Edit(
                  Map.of(
                      ContactField.PHONES,
                      Optional.of(mara.get(ContactField.PHONES) + "\n+49 30 901821"))))
          .orElseThrow();

      ImportView back = takenBack(contacts, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 1, 1, 0));
      assertThat(found.contacts()).hasSize(1);
      ContactView now = contact("Vogel");
      assertThat(now.accountName()).isEqualTo("Acme");
      assertThat(now.get(ContactField.TITLE)).isNull();
      assertThat(now.get(ContactField.EMAILS)).isEqualTo("WORK mara@vogel.example");
      assertThat(now.get(ContactField.PHONES)).isEqualTo("WORK +4930901821");
    }
  }

  @Nested
  class Opportunities_that_were_imported {

    private final Importing deals =
        importing(RecordKind.OPPORTUNITY)
            .saying(Map.of("currency", "USD", "lostReason", "Not told", "pipeline", "Deals"));

    private static final String FILE =
        """
        opportunity_id,product,account,deal_stage,engage_date,close_date,close_value
        O1,Turbine,Acme,Won,2025-10-20,2026-01-15,1054.50
        O2,Turbine,,Lost,2025-10-25,2025-12-11,0
        O3,Gear,Acme,Engaging,2026-01-02,,100
        """;

    @BeforeEach
    void setUp() {
      pipeline();
      accounts.done("name\nAcme\n");
      products.done("product,price\nTurbine,1000\nGear,50\n");
    }

    @Test
    void are_removed_with_their_lines_whatever_became_of_them_in_the_file() {
      ImportView done = deals.done(FILE);
      workspace.opportunities().note(found.deal("O2").id(), "A pity").orElseThrow();

      ImportView back = takenBack(deals, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 2, 0, 1));
      assertThat(kept(back)).containsExactly("3  edited-since");
      assertThat(found.deals())
          .extracting(deal -> deal.get(OpportunityField.EXTERNAL_ID))
          .containsOnly("O2");
      assertThat(deals.done(FILE).progress().created()).isEqualTo(2);
    }

    @Test
    void are_put_back_to_where_they_stood_with_the_lines_that_they_had() {
      deals.done(FILE);
      List<StageStay> before = found.stays("O3");
      ImportView done =
          deals
              .under(ConflictPolicy.OVERWRITE)
              .saying(
                  Map.of(
                      "currency", "USD",
                      "lostReason", "Not told",
                      "pipeline", "Deals",
                      "quantity", "2",
                      "discount", "5",
                      "unitPrice", "45"))
              .done(
                  """
                  opportunity_id,product,account,deal_stage,engage_date,close_date,close_value
                  O3,Gear,Acme,Won,2026-01-02,2026-02-01,90
                  O1,Gear,Acme,Won,2025-10-20,2026-01-15,1054.50
                  """);
      assertThat(deals.problems(done)).isEmpty();
      assertThat(found.stays("O3")).hasSize(2);

      ImportView back = takenBack(deals, done);

      assertThat(kept(back)).isEmpty();
      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 0, 2, 0));
      assertThat(found.stays("O3")).isEqualTo(before);
      assertThat(found.deal("O3").get(OpportunityField.AMOUNT)).isEqualTo("100.00");
      assertThat(found.deal("O3").get(OpportunityField.CLOSE_DATE)).isNull();
      assertThat(lines("O3")).containsExactly("1 × Gear at 50.00 USD");
      assertThat(lines("O1")).containsExactly("1 × Turbine at 1000.00 USD");
    }

    @Test
    void get_back_how_much_of_a_product_there_was_and_at_which_discount() {
      String file = "opportunity_id,product,quantity,unitPrice,discount\nO3,Gear,";
      Importing sold = deals.saying(Map.of("currency", "USD", "pipeline", "Deals"));
      sold.done(file + "3,40,12.5\n");
      ImportView done = sold.under(ConflictPolicy.OVERWRITE).done(file + "4,45,0\n");

      ImportView back = takenBack(sold, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 0, 1, 0));
      assertThat(workspace.opportunityLines().of(found.deal("O3").id()).orElseThrow().lines())
          .extracting(
              line -> line.quantity() + " at " + line.unitPrice() + " less " + line.discount())
          .containsExactly("3 at 40.00 USD less 12.5");
    }

    @Test
    void keep_a_move_and_lines_that_somebody_has_changed_since() {
      deals.done(FILE);
      ImportView done =
          deals
              .under(ConflictPolicy.OVERWRITE)
              .saying(Map.of("currency", "USD", "pipeline", "Deals", "quantity", "2"))
              .done(
                  """
                  opportunity_id,product,deal_stage,engage_date,close_date,close_value
                  O3,Gear,Won,2026-01-02,2026-02-01,90
                  """);
      workspace.opportunities().reopen(found.deal("O3").id(), null).orElseThrow();
      workspace
          .opportunityLines()
          .replace(found.deal("O3").id(), new LinesDraft("USD", false, List.of()))
          .orElseThrow();

      ImportView back = takenBack(deals, done);

      assertThat(kept(back)).containsExactly("2 stage move-stands", "2 product edited-since");
      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 0, 1, 1));
      assertThat(found.deal("O3").get(OpportunityField.AMOUNT)).isEqualTo("100.00");
      assertThat(found.stays("O3")).hasSize(3);
    }

    @Test
    void lost_to_somebody_and_reopened_since_keep_the_move_alone() {
      deals.done(FILE);
      workspace.competitors().add(new CompetitorDraft("Norwind", null, null)).orElseThrow();
      ImportView done =
          deals
              .under(ConflictPolicy.OVERWRITE)
              .saying(Map.of("currency", "USD", "pipeline", "Deals", "lostReason", "Price"))
              .done(
                  """
                  opportunity_id,product,deal_stage,engage_date,close_date,lostCompetitor
                  O3,Gear,Lost,2026-01-02,2026-02-01,Norwind
                  """);
      assertThat(deals.problems(done)).isEmpty();
      workspace.opportunities().reopen(found.deal("O3").id(), null).orElseThrow();

      assertThat(kept(takenBack(deals, done))).containsExactly("2 stage move-stands");
    }

    private List<String> lines(String externalId) {
      return workspace
          .opportunityLines()
          .of(found.deal(externalId).id())
          .orElseThrow()
          .lines()
          .stream()
          .map(line ->
              line.quantity().toPlainString() + " × " + line.sku() + " at " + line.unitPrice())
          .toList();
    }
  }

  @Nested
  class Products_that_were_imported {

    @Test
    void are_sold_no_more_unless_an_opportunity_has_a_line_of_them() {
      ImportView done = products.done("product,price\nTurbine,1000\nGear,50\n");
      pipeline();
      importing(RecordKind.OPPORTUNITY)
          .saying(Map.of("currency", "USD", "pipeline", "Deals"))
          .done("opportunity_id,product\nO1,Gear\n");

      ImportView back = takenBack(products, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 1, 0, 1));
      assertThat(kept(back)).containsExactly("3  in-use");
      assertThat(products()).containsExactly("Gear: 50.00 USD", "Turbine: 1000.00 USD, retired");
    }

    @Test
    void get_their_former_prices_back_and_keep_those_that_came_since() {
      products.done("sku,product,price\nT-1,Turbine,1000\nG-1,Gear,50\n");
      ImportView done =
          products
              .under(ConflictPolicy.OVERWRITE)
              .done("sku,product,price,externalId\nT-1,Turbo,1100,x-1\nG-1,Gear,60,\n");
      products
          .under(ConflictPolicy.OVERWRITE)
          .saying(Map.of("currency", "EUR"))
          .done("sku,price\nT-1,900\n");
      products.under(ConflictPolicy.OVERWRITE).done("sku,price\nG-1,70\n");

      ImportView back = takenBack(products, done);

      assertThat(back.reverted()).isEqualTo(new RevertProgress(1, 0, 1, 1));
      assertThat(kept(back)).containsExactly("3 prices edited-since");
      assertThat(products()).containsExactly("Gear: 70.00 USD", "Turbine: 900.00 EUR, 1000.00 USD");
      assertThat(
              workspace.products().list(ListQuery.all(ProductView.CATALOGUE)).orElseThrow().items())
          .allMatch(product -> product.externalId() == null);
    }
  }

  private ImportView takenBack(Importing importing, ImportView done) {
    workspace.imports().revert(done.id()).orElseThrow();
    trial.crm.runDue();
    return importing.view(done.id());
  }

  private List<String> kept(ImportView back) {
    List<String> kept = new ArrayList<>();
    workspace
        .imports()
        .kept(back.id(), p -> kept.add(p.line() + " " + p.field() + " " + p.code()))
        .orElseThrow();
    return kept;
  }

  private void pipeline() {
    workspace.pipelines().setUp(Importing.DEALS).orElseThrow();
  }

  private AccountId account(String name) {
    return found.accounts().stream()
        .filter(account -> name.equals(account.displayName()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private ContactView contact(String familyName) {
    return found.contacts().stream()
        .filter(contact -> familyName.equals(contact.get(ContactField.FAMILY_NAME)))
        .findFirst()
        .orElseThrow();
  }

  private List<String> products() {
    return workspace
        .products()
        .list(ListQuery.all(ProductView.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(product ->
            product.name()
                + ": "
                + String.join(
                    ", ",
                    product.prices().stream()
                        .map(String::valueOf)
                        .sorted(Comparator.reverseOrder())
                        .toList())
                + (product.active() ? "" : ", retired"))
        .sorted()
        .toList();
  }
}
