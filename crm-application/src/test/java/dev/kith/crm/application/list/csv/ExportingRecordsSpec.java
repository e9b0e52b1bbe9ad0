package dev.kith.crm.application.list.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, contacts and opportunities that are taken out as files. */
class ExportingRecordsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = Actors.named("Olga", Grants.NONE);
  private Account vogel;

  @BeforeEach
  void setUp() {
    Workspace all = trial.as(ada);
    vogel =
        all.accounts()
            .create(
                new Accounts.Create(
                    AccountDraft.named("Vogel GmbH").domains("vogel.example"), olga.id()))
            .orElseThrow();
    all.accounts().create(new Accounts.Create(AccountDraft.named("=1+1"))).orElseThrow();
    all.people()
        .create(
            new People.Create(
                ContactDraft.named("Mara", "Vogel")
                    .at(vogel.id())
                    .emails("WORK mara@vogel.example\nHOME m@home.example"),
                olga.id()))
        .orElseThrow();
    all.pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    all.opportunities()
        .create(
            new Opportunities.Create(
                OpportunityDraft.named("Turbines, two")
                    .account(vogel.id())
                    .worth("1200.50", "EUR")
                    .closing("2027-01-31")))
        .orElseThrow();
  }

  @Test
  void has_a_row_for_each_that_the_list_finds_with_what_the_list_says() {
    assertThat(accounts(ada, "name,domains", null))
        .isEqualTo("name,domains\r\n'=1+1,\r\nVogel GmbH,vogel.example\r\n");
    assertThat(accounts(ada, "name", "domains eq 'vogel.example'"))
        .isEqualTo("name\r\nVogel GmbH\r\n");
    assertThat(
            csv(
                ada,
                Workspace::contactExport,
                ContactFields.CATALOGUE,
                "name,accountName,emails",
                null))
        .isEqualTo(
            "name,accountName,emails\r\n"
                + "Mara Vogel,Vogel GmbH,mara@vogel.example; m@home.example\r\n");
    assertThat(
            csv(
                ada,
                Workspace::opportunityExport,
                OpportunityFields.CATALOGUE,
                "name,accountName,amount,currency,stageName,closeDate",
                null))
        .isEqualTo(
            "name,accountName,amount,currency,stageName,closeDate\r\n"
                + "\"Turbines, two\",Vogel GmbH,1200.50,EUR,Prospecting,2027-01-31\r\n");
  }

  @Test
  void leaves_a_trace_with_the_one_who_did_it() {
    accounts(ada, "name", null);
    var entry = trial.storage.audit().activity(ada.id().value(), null, 1).getFirst();
    assertThat(entry.action()).isEqualTo("account.export");
    assertThat(entry.changes()).containsExactly(new FieldChange("accounts", null, "2"));
  }

  @Test
  void needs_the_permission_to_export_besides_that_to_see() {
    Actor viewer = with(Set.of(), Map.of(Action.VIEW, Scope.ALL));
    Actor exporter = with(Set.of(), Map.of(Action.EXPORT, Scope.ALL));
    ListQuery query = ListQuery.all(AccountFields.CATALOGUE);
    assertThat(trial.as(viewer).accountExport().columns(query))
        .isEqualTo(forbidden("account:export"));
    assertThat(trial.as(exporter).accountExport().columns(query))
        .isEqualTo(forbidden("account:view"));
    assertThat(trial.as(viewer).contactExport().columns(ListQuery.all(ContactFields.CATALOGUE)))
        .isEqualTo(forbidden("contact:view"));
    assertThat(
            trial
                .as(viewer)
                .opportunityExport()
                .columns(ListQuery.all(OpportunityFields.CATALOGUE)))
        .isEqualTo(forbidden("opportunity:view"));
  }

  @Test
  void has_only_what_both_permissions_reach() {
    Actor seller = with(Set.of(), Map.of(Action.VIEW, Scope.ALL, Action.EXPORT, Scope.OWN));
    assertThat(accounts(seller, "name", null)).isEqualTo("name\r\nVogel GmbH\r\n");
  }

  @Test
  void says_nothing_that_is_hidden_and_is_not_filtered_by_it() {
    Actor seller =
        with(Set.of("account.domains"), Map.of(Action.VIEW, Scope.ALL, Action.EXPORT, Scope.ALL));
    ListQuery all = ListQuery.all(AccountFields.CATALOGUE);
    assertThat(trial.as(seller).accountExport().columns(all).orElseThrow())
        .contains("name")
        .doesNotContain("domains");
    assertThat(
            trial
                .as(seller)
                .accountExport()
                .columns(query(AccountFields.CATALOGUE, "domains", null)))
        .isEqualTo(unknown("domains"));
    ListQuery probe = query(AccountFields.CATALOGUE, "name", "domains eq 'vogel.example'");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(trial.as(seller).accountExport().csv(probe, false, file))
        .isEqualTo(unknown("domains"));
    assertThat(file.size()).isZero();
  }

  private static Outcome<?> unknown(String field) {
    return Outcome.refused(
        Invalid.of(Violation.at(field, "unknown-field", "There is no field " + field + ".")));
  }

  private static Outcome<?> forbidden(String permission) {
    return Outcome.refused(
        new Forbidden(permission, "This needs the permission " + permission + "."));
  }

  private Actor with(Set<String> masked, Map<Action, Scope> scopes) {
    return Actor.external(
        olga.id().value(),
        olga.name(),
        new Grants(
            scopes.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        each -> new Permission(Feature.ACCOUNT, each.getKey()),
                        Map.Entry::getValue)),
            masked));
  }

  private String accounts(Actor actor, String fields, @Nullable String filter) {
    return csv(actor, Workspace::accountExport, AccountFields.CATALOGUE, fields, filter);
  }

  private String csv(
      Actor actor,
      Function<Workspace, ListExport> export,
      FieldCatalogue<?> catalogue,
      String fields,
      @Nullable String filter) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    export.apply(trial.as(actor)).csv(query(catalogue, fields, filter), false, file).orElseThrow();
    return file.toString(UTF_8);
  }

  private static ListQuery query(
      FieldCatalogue<?> catalogue, String fields, @Nullable String filter) {
    ListQuery all = ListQuery.all(catalogue);
    return new ListQuery(
        filter == null ? all.filter() : FilterParser.parse(catalogue, filter).orElseThrow(),
        null,
        all.bin(),
        all.sort(),
        ImmutableSet.copyOf(Stream.of(fields.split(",")).toList()),
        all.limit(),
        null,
        false);
  }
}
