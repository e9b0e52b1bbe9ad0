package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.intake.rows.Dependents;
import dev.kith.crm.application.intake.rows.Dependents.Dependent;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.relationship.Relationships;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Dependents} promises. */
public interface DependentsContract extends StorageContract {

  @Test
  default void on_an_account_hang_people_opportunities_tasks_and_roles_until_they_are_in_the_bin() {
    Workspace ada = new AccessWorld(storage()).asAda();
    AccountId account = account(ada, "Acme");
    AccountId alone = account(ada, "Alone");
    assertThat(of(RecordKind.ACCOUNT, account.value(), alone.value())).isEmpty();

    ContactId mara = contact(ada, account);
    OpportunityId deal = deal(ada, account);
    TaskId task = task(ada, new Subject("account", account.value()));
    role(ada, mara, new Target(TargetKind.ACCOUNT, account.value()));
    assertThat(of(RecordKind.ACCOUNT, account.value(), alone.value()))
        .isEqualTo(
            Map.of(
                account.value(),
                Set.of(
                    Dependent.CONTACTS,
                    Dependent.OPPORTUNITIES,
                    Dependent.TASKS,
                    Dependent.ROLES)));

    ada.people().delete(mara).orElseThrow();
    ada.opportunities().delete(deal).orElseThrow();
    ada.tasks().delete(task).orElseThrow();
    assertThat(of(RecordKind.ACCOUNT, account.value()))
        .isEqualTo(Map.of(account.value(), Set.of(Dependent.ROLES)));
    assertThat(of(RecordKind.ACCOUNT)).isEmpty();
  }

  @Test
  default void on_contacts_and_opportunities_hang_tasks_and_roles() {
    Workspace ada = new AccessWorld(storage()).asAda();
    AccountId account = account(ada, "Acme");
    ContactId mara = contact(ada, account);
    OpportunityId deal = deal(ada, account);
    assertThat(of(RecordKind.CONTACT, mara.value())).isEmpty();
    assertThat(of(RecordKind.OPPORTUNITY, deal.value())).isEmpty();

    role(ada, mara, new Target(TargetKind.OPPORTUNITY, deal.value()));
    task(ada, new Subject("opportunity", deal.value()));
    assertThat(of(RecordKind.CONTACT, mara.value()))
        .isEqualTo(Map.of(mara.value(), Set.of(Dependent.ROLES)));
    assertThat(of(RecordKind.OPPORTUNITY, deal.value()))
        .isEqualTo(Map.of(deal.value(), Set.of(Dependent.TASKS, Dependent.ROLES)));
  }

  @Test
  default void on_a_product_hang_opportunities_with_a_line_of_it() {
    Workspace ada = new AccessWorld(storage()).asAda();
    ProductId product =
        ada.products()
            .list(
                ProductDraft.of(
                    "P-" + UUID.randomUUID(), "Pro", new ProductDraft.Price("10", "EUR")))
            .orElseThrow()
            .id();
    OpportunityId deal = deal(ada, account(ada, "Acme"));
    assertThat(of(RecordKind.PRODUCT, product.value())).isEmpty();

    ada.opportunityLines()
        .replace(
            deal,
            new LinesDraft(
                "EUR", false, List.of(new LinesDraft.Line(product, null, "1", null, null))))
        .orElseThrow();
    assertThat(of(RecordKind.PRODUCT, product.value()))
        .isEqualTo(Map.of(product.value(), Set.of(Dependent.OPPORTUNITIES)));
    ada.opportunities().delete(deal).orElseThrow();
    assertThat(of(RecordKind.PRODUCT, product.value())).isEmpty();
  }

  @Test
  default void a_lead_hangs_on_what_it_was_converted_into_until_that_is_undone() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead lead =
        ada.leads()
            .capture(
                new Leads.Capture(
                    LeadDraft.named("Mara", "Vogel")
                        .company("Engines")
                        .email("mara@engines.example")))
            .orElseThrow();
    ada.leads().qualify(lead.id()).orElseThrow();
    Conversion conversion =
        ada.conversions().convert(Convert.of(lead.id())).orElseThrow().conversion();
    UUID account = Objects.requireNonNull(conversion.account()).id();
    UUID contact = Objects.requireNonNull(conversion.contact()).id();

    assertThat(of(RecordKind.ACCOUNT, account).get(account)).contains(Dependent.CONVERSIONS);
    assertThat(of(RecordKind.CONTACT, contact).get(contact)).contains(Dependent.CONVERSIONS);
    ada.conversions().undo(conversion.id()).orElseThrow();
    assertThat(of(RecordKind.ACCOUNT, account).getOrDefault(account, Set.of()))
        .doesNotContain(Dependent.CONVERSIONS);
  }

  private Map<UUID, Set<Dependent>> of(RecordKind kind, UUID... records) {
    return storage().dependents().of(kind, List.of(records));
  }

  private static AccountId account(Workspace ada, String name) {
    return ada.accounts().create(new Accounts.Create(AccountDraft.named(name))).orElseThrow().id();
  }

  private static ContactId contact(Workspace ada, AccountId account) {
    Contact made =
        ada.people()
            .create(new People.Create(ContactDraft.named("Mara", "Vogel").at(account)))
            .orElseThrow();
    return made.id();
  }

  private static OpportunityId deal(Workspace ada, AccountId account) {
    return ada.opportunities()
        .create(new Opportunities.Create(OpportunityDraft.named("Turbine").account(account)))
        .orElseThrow()
        .id();
  }

  private static TaskId task(Workspace ada, Subject about) {
    return ada.tasks()
        .create(new Tasks.Create(TaskDraft.of("Call").about(about), null))
        .orElseThrow()
        .id();
  }

  private static void role(Workspace ada, ContactId contact, Target target) {
    ada.contactRoles()
        .relationships()
        .begin(
            new Relationships.Begin(contact, target, RelationshipDraft.of("DECISION_MAKER"), false))
        .orElseThrow();
  }
}
