package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.intake.review.ImportReviews.Answer;
import dev.kith.crm.application.intake.review.ImportReviews.Counts;
import dev.kith.crm.application.intake.review.ImportReviews.Decision;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of accounts, contacts and products on whose changes somebody decides. */
class ReviewingRecordsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Workspace workspace = trial.as(ada);
  private final Importing accounts = new Importing(trial, ada, RecordKind.ACCOUNT, Map.of());

  private static final String FILE =
      """
      name,domains,industry,phone
      Vogel GmbH,vogel.example;vogel.test,Steel,+49 30 901820
      Acme,acme.example,Books,
      New,new.example,Toys,
      """;

  private ImportView reviewed() {
    accounts.done(
        """
        name,domains,industry
        Vogel,vogel.example,Energy
        Acme,acme.example,Books
        """);
    return accounts.under(ConflictPolicy.REVIEW).done(FILE);
  }

  @Test
  void rows_that_would_change_an_account_are_put_aside_and_nothing_else() {
    ImportView done = reviewed();

    assertThat(done.progress().created()).isEqualTo(1);
    assertThat(done.progress().skipped()).isEqualTo(1);
    assertThat(done.progress().review()).isEqualTo(1);
    assertThat(account("vogel.example").displayName()).isEqualTo("Vogel");
    assertThat(account("vogel.example").revision().version()).isEqualTo(1);
    assertThat(workspace.importReviews().open(done.id(), 0, 9).orElseThrow().getFirst().changes())
        .containsExactlyInAnyOrder(
            new FieldChange("name", "Vogel", "Vogel GmbH"),
            new FieldChange("domains", "vogel.example", "vogel.example vogel.test"),
            new FieldChange("industry", "Energy", "Steel"),
            new FieldChange("phone", null, "+4930901820"));
  }

  @Test
  void a_check_counts_them_and_then_just_that_becomes_of_them() {
    reviewed();
    ImportView checked = accounts.under(ConflictPolicy.REVIEW).checked(FILE);
    assertThat(checked.check().review()).isEqualTo(1);
    assertThat(checked.differences()).hasSize(1);
    workspace.imports().start(checked.id()).orElseThrow();
    trial.crm.runDue();
    assertThat(accounts.view(checked.id()).differsFromCheck()).isFalse();
  }

  @Test
  void what_is_taken_counts_but_for_what_somebody_has_edited_and_goes_with_the_import() {
    ImportView done = reviewed();
    workspace
        .accounts()
        .edit(
            account("vogel.example").id(),
            new Accounts.Edit(Map.of(AccountField.INDUSTRY, Optional.of("Books"))))
        .orElseThrow();

    assertThat(decided(done, new Decision(1, ReviewDecision.TAKEN, Set.of("industry"))))
        .containsExactly(
            new Answer(
                1,
                null,
                List.of(
                    Violation.at("industry", "edited-since", "Somebody has changed this since."))));
    assertThat(
            decided(done, new Decision(1, ReviewDecision.TAKEN, Set.of("name", "domains")))
                .getFirst()
                .decision())
        .isEqualTo(ReviewDecision.TAKEN);
    AccountView vogel = account("vogel.example");
    assertThat(vogel.displayName()).isEqualTo("Vogel GmbH");
    assertThat(vogel.domains()).containsExactly("vogel.example", "vogel.test");
    assertThat(vogel.get(AccountField.INDUSTRY)).isEqualTo("Books");
    assertThat(vogel.get(AccountField.PHONE)).isNull();
    assertThat(workspace.importReviews().counts(done.id()).orElseThrow())
        .isEqualTo(new Counts(0, 1, 0));

    workspace.imports().revert(done.id()).orElseThrow();
    trial.crm.runDue();
    assertThat(account("vogel.example").displayName()).isEqualTo("Vogel");
    assertThat(account("vogel.example").domains()).containsExactly("vogel.example");
    assertThat(account("vogel.example").get(AccountField.INDUSTRY)).isEqualTo("Books");
  }

  @Test
  void what_is_left_stays_as_it_is() {
    ImportView done = reviewed();
    assertThat(decided(done, new Decision(1, ReviewDecision.KEPT, Set.of())))
        .containsExactly(new Answer(1, ReviewDecision.KEPT, List.of()));
    assertThat(account("vogel.example").displayName()).isEqualTo("Vogel");
  }

  @Test
  void contacts_and_products_are_put_aside_in_the_same_way_and_opportunities_are_not() {
    Importing products = new Importing(trial, ada, RecordKind.PRODUCT, Map.of("currency", "USD"));
    products.done("sku,product,price\nT-1,Turbine,1000\n");
    ImportView prices = products.under(ConflictPolicy.REVIEW).done("sku,price\nT-1,1100\n");
    assertThat(decided(prices, new Decision(1, ReviewDecision.TAKEN, Set.of())).getFirst())
        .isEqualTo(new Answer(1, ReviewDecision.TAKEN, List.of()));
    assertThat(
            workspace
                .products()
                .list(ListQuery.all(workspace.products().fields()))
                .orElseThrow()
                .items()
                .getFirst()
                .prices())
        .hasToString("[1100.00 USD]");

    Importing contacts = new Importing(trial, ada, RecordKind.CONTACT, Map.of());
    contacts.done("familyName,email\nVogel,mara@vogel.example\n");
    ImportView moved =
        contacts
            .under(ConflictPolicy.REVIEW)
            .done("familyName,email,title\nVogel,mara@vogel.example,Buyer\n");
    assertThat(moved.progress().review()).isEqualTo(1);
    assertThat(decided(moved, new Decision(1, ReviewDecision.TAKEN, Set.of())).getFirst())
        .isEqualTo(new Answer(1, ReviewDecision.TAKEN, List.of()));

    ImportView deals =
        new Importing(trial, ada, RecordKind.OPPORTUNITY, Map.of())
            .prepared("opportunity_id,name\nO1,Turbine\n");
    assertThat(
            workspace
                .imports()
                .follow(deals.id(), new UpsertRules(Set.of(), ConflictPolicy.REVIEW)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(((Invalid) refused.refusal()).violations())
                    .extracting(Violation::code)
                    .containsExactly("not-for-opportunities"));
  }

  private List<Answer> decided(ImportView done, Decision decision) {
    return workspace.importReviews().decide(done.id(), List.of(decision)).orElseThrow().answers();
  }

  private AccountView account(String domain) {
    return workspace
        .accountQueries()
        .list(ListQuery.all(AccountFields.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .filter(account -> account.domains().contains(domain))
        .findFirst()
        .orElseThrow();
  }
}
