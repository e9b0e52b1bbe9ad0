package dev.kith.crm.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.AccountQueries.Hierarchy;
import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.account.Accounts.Edit;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal;
import dev.kith.crm.domain.account.Place;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskRefusal;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.TrialCrm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepingAccountsSpec {

  private static final ListQuery ALL =
      ListQuery.all(AccountFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT);

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = keeper("Olga", Scope.OWN);

  @Nested
  class An_account {

    @Test
    void is_created_once_under_a_key() {
      Create command = new Create(AccountDraft.named("Vogel GmbH").domains("vogel.example"));

      Account first = trial.as(ada).idempotent("key").accounts().create(command).orElseThrow();

      assertThat(trial.as(ada).idempotent("key").accounts().create(command))
          .isEqualTo(Outcome.done(first));
      assertThat(trial.as(ada).accountQueries().list(ALL).orElseThrow().items()).hasSize(1);
    }

    @Test
    void is_edited_on_the_version_that_was_read() {
      Account vogel = create(ada, "Vogel");

      assertThat(
              trial
                  .as(ada)
                  .expecting(2)
                  .accounts()
                  .edit(vogel.id(), set(AccountField.INDUSTRY, "Retail")))
          .isEqualTo(Outcome.refused(new StaleVersion("account", vogel.id().toString(), 2, 1)));
    }

    @Test
    void belongs_to_its_creator_where_they_see_but_their_own() {
      assertThat(create(olga, "Olga's").owner()).isEqualTo(olga.id());
      assertThat(create(ada, "Nobody's").owner()).isNull();
    }

    @Test
    void has_no_domain_at_which_anybody_can_have_an_address() {
      assertThat(
              trial
                  .as(ada)
                  .accounts()
                  .problemsOf(AccountDraft.named("Vogel").domains("gmail.com mailinator.com")))
          .extracting(violation -> violation.pointer() + " " + violation.code())
          .containsExactly("/domains/0 domain-free-mail", "/domains/1 domain-free-mail");
    }

    @Test
    void tells_its_whole_story() {
      Account vogel = create(ada, "Vogel");
      trial.as(ada).accounts().edit(vogel.id(), set(AccountField.INDUSTRY, "Retail"));
      trial.as(ada).accounts().assign(vogel.id(), olga.id());
      trial.as(olga).accounts().note(vogel.id(), "Moves in May");
      trial.as(ada).accounts().delete(vogel.id());
      trial.as(ada).accounts().restore(vogel.id());

      assertThat(trial.as(ada).accountQueries().timeline(vogel.id(), null, 10).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactly(
              "account.restore",
              "account.delete",
              "account.note",
              "account.assign",
              "account.edit",
              "account.create");
    }

    @Test
    void can_be_what_a_task_is_about() {
      Account vogel = create(ada, "Vogel");
      TaskDraft draft = TaskDraft.of("Call").about(vogel.subject());

      var task = trial.as(ada).tasks().create(new Tasks.Create(draft, null)).orElseThrow();

      assertThat(trial.as(ada).taskQueries().get(task.id()).orElseThrow().relatedName())
          .isEqualTo("Vogel");
      assertThat(trial.as(olga).tasks().create(new Tasks.Create(draft, null)))
          .isInstanceOf(Outcome.Refused.class);
      trial.as(ada).accounts().delete(vogel.id()).orElseThrow();
      assertThat(trial.as(ada).tasks().create(new Tasks.Create(draft, null)))
          .isEqualTo(Outcome.refused(new TaskRefusal.UnknownRelated(vogel.subject())));
    }
  }

  @Nested
  class A_domain {

    @Test
    void is_refused_with_its_holder_named_to_those_who_see_it() {
      Account vogel = create(ada, AccountDraft.named("Vogel").domains("vogel.example"));
      Create second = new Create(AccountDraft.named("Other").domains("VOGEL.example"));

      assertThat(trial.as(ada).accounts().create(second))
          .isEqualTo(
              Outcome.refused(new AccountRefusal.DomainTaken("vogel.example", vogel.id().value())));
      assertThat(trial.as(olga).accounts().create(second))
          .isEqualTo(Outcome.refused(new AccountRefusal.DomainTaken("vogel.example", null)));
    }
  }

  @Nested
  class A_hierarchy {

    @Test
    void hangs_below_accounts_that_are_there_and_seen() {
      Account adas = create(ada, "Ada's");
      Account gone = create(ada, "Gone");
      trial.as(ada).accounts().delete(gone.id()).orElseThrow();

      assertThat(trial.as(olga).accounts().create(below("Sub", adas.id())))
          .isEqualTo(unknownParent(adas.id()));
      assertThat(trial.as(ada).accounts().create(below("Sub", gone.id())))
          .isEqualTo(unknownParent(gone.id()));
      AccountId nobody = new AccountId(new UUID(1, 2));
      assertThat(trial.as(ada).accounts().create(below("Sub", nobody)))
          .isEqualTo(unknownParent(nobody));
    }

    @Test
    void keeps_a_parent_that_the_editor_does_not_see() {
      Account adas = create(ada, "Ada's");
      Account sub =
          trial
              .as(ada)
              .accounts()
              .create(new Create(AccountDraft.named("Sub").parent(adas.id()), olga.id()))
              .orElseThrow();

      Account edited =
          trial
              .as(olga)
              .accounts()
              .edit(sub.id(), set(AccountField.INDUSTRY, "Retail"))
              .orElseThrow();

      assertThat(edited.content().parent()).isEqualTo(adas.id());
      assertThat(trial.as(olga).accountQueries().shown(edited).parentName()).isNull();
      assertThat(trial.as(ada).accountQueries().shown(edited).parentName()).isEqualTo("Ada's");
    }

    @Test
    void is_twenty_levels_deep_at_most() {
      AccountId last = create(ada, "Level 1").id();
      for (int level = 2; level <= Place.MOST_LEVELS; level++) {
        last = trial.as(ada).accounts().create(below("Level " + level, last)).orElseThrow().id();
      }
      assertThat(trial.as(ada).accounts().create(below("Level 21", last)))
          .isEqualTo(Outcome.refused(new AccountRefusal.TooDeep(20)));
      Account top = create(ada, "Above");
      AccountId first = trial.storage.accounts().path(last).getLast();
      assertThat(trial.as(ada).accounts().edit(first, set(AccountField.PARENT, top.id())))
          .isEqualTo(Outcome.refused(new AccountRefusal.TooDeep(20)));
    }

    @Test
    void keeps_an_account_from_being_deleted_to_which_others_belong() {
      Account holding = create(ada, "Holding");
      Account seen =
          trial
              .as(ada)
              .accounts()
              .create(new Create(AccountDraft.named("A").parent(holding.id()), olga.id()))
              .orElseThrow();
      trial.as(ada).accounts().create(below("B", holding.id())).orElseThrow();
      trial.as(ada).accounts().assign(holding.id(), olga.id()).orElseThrow();

      assertThat(trial.as(olga).accounts().delete(holding.id()))
          .isEqualTo(
              Outcome.refused(new AccountRefusal.HasChildren(List.of(seen.id().value()), true)));
    }

    @Test
    void takes_back_what_comes_out_of_the_bin_unless_the_parent_lies_there() {
      Account holding = create(ada, "Holding");
      Account sub = trial.as(ada).accounts().create(below("Sub", holding.id())).orElseThrow();

      trial.as(ada).accounts().delete(sub.id()).orElseThrow();
      assertThat(trial.as(ada).accounts().restore(sub.id()).orElseThrow().content().parent())
          .isEqualTo(holding.id());
      trial.as(ada).accounts().delete(sub.id()).orElseThrow();
      trial.as(ada).accounts().delete(holding.id()).orElseThrow();
      assertThat(trial.as(ada).accounts().restore(sub.id()).orElseThrow().content().parent())
          .isNull();
    }

    @Test
    void never_has_a_circle_and_answers_what_a_plain_walk_finds() {
      Seeded.cases(
          30,
          random -> {
            TrialCrm crm = new TrialCrm();
            Accounts accounts = crm.as(ada).accounts();
            List<AccountId> ids = new ArrayList<>();
            Map<AccountId, @Nullable AccountId> parents = new HashMap<>();
            for (int i = 0; i < 12; i++) {
              AccountId id =
                  accounts
                      .create(new Create(AccountDraft.named("Account " + i)))
                      .orElseThrow()
                      .id();
              ids.add(id);
              parents.put(id, null);
            }
            for (int i = 0; i < 60; i++) {
              AccountId moved = random.oneOf(ids);
              AccountId target = random.percent(15) ? null : random.oneOf(ids);
              boolean circular = target != null && walk(parents, target).contains(moved);
              Outcome<Account> outcome =
                  accounts.edit(
                      moved,
                      new Edit(
                          Map.of(
                              AccountField.PARENT,
                              Optional.ofNullable(target).map(AccountId::toString))));
              assertThat(outcome instanceof Outcome.Refused<?>).isEqualTo(circular);
              if (!circular) {
                parents.put(moved, target);
              }
            }
            for (AccountId id : ids) {
              Hierarchy found = crm.as(ada).accountQueries().hierarchy(id).orElseThrow();
              List<AccountId> above = walk(parents, id);
              assertThat(found.above().reversed())
                  .extracting(Relative::id)
                  .isEqualTo(above.subList(1, above.size()));
              assertThat(found.below())
                  .extracting(Relative::id)
                  .containsExactlyInAnyOrderElementsOf(
                      ids.stream()
                          .filter(o -> !o.equals(id) && walk(parents, o).contains(id))
                          .toList());
            }
          });
    }

    private static List<AccountId> walk(
        Map<AccountId, @Nullable AccountId> parents, AccountId from) {
      List<AccountId> path = new ArrayList<>();
      for (AccountId next = from; next != null; next = parents.get(next)) {
        path.add(next);
        assertThat(path.size()).isLessThanOrEqualTo(parents.size());
      }
      return path;
    }
  }

  @Nested
  class Whatever_somebodys_roles_are {

    @Test
    void list_get_search_count_hierarchy_and_timeline_show_the_same_accounts() {
      List<UserId> people =
          List.of(Actors.userId("Olga"), Actors.userId("Paul"), Actors.userId("Nora"));
      Seeded population = Seeded.of(17);
      List<Account> accounts = new ArrayList<>();
      Account root = create(ada, "Acme");
      for (int i = 0; i < 30; i++) {
        UserId owner = population.percent(20) ? null : population.oneOf(people);
        accounts.add(
            trial
                .as(ada)
                .accounts()
                .create(new Create(AccountDraft.named("Acme " + i).parent(root.id()), owner))
                .orElseThrow());
      }
      Seeded.cases(
          100,
          random -> {
            Actor actor = anybody(random, people);
            AccountQueries queries = trial.as(actor).accountQueries();
            Set<AccountId> visible =
                accounts.stream()
                    .filter(a -> sees(actor, a.owner()))
                    .map(Account::id)
                    .collect(Collectors.toSet());
            if (!actor.may(new Permission(Feature.ACCOUNT, Action.VIEW))) {
              assertThat(queries.list(ALL))
                  .isEqualTo(
                      Outcome.refused(
                          new Forbidden(
                              "account:view", "This needs the permission account:view.")));
            } else {
              Set<AccountId> withRoot = new HashSet<>(visible);
              if (sees(actor, null)) {
                withRoot.add(root.id());
                assertThat(queries.hierarchy(root.id()).orElseThrow().below())
                    .extracting(Relative::id)
                    .containsExactlyInAnyOrderElementsOf(visible);
              }
              assertThat(ids(queries.list(ALL).orElseThrow().items())).isEqualTo(withRoot);
              assertThat(ids(queries.list(ALL.searching("acme")).orElseThrow().items()))
                  .isEqualTo(withRoot);
              assertThat(queries.list(ALL.limitedTo(1).withCount()).orElseThrow().total())
                  .isEqualTo(withRoot.size());
            }
            for (Account account : accounts) {
              Outcome<?> notFound = Outcome.refused(NotFound.of("account", account.id().value()));
              boolean seen = visible.contains(account.id());
              assertThat(queries.get(account.id()).equals(notFound)).isEqualTo(!seen);
              assertThat(queries.hierarchy(account.id()).equals(notFound)).isEqualTo(!seen);
              assertThat(queries.timeline(account.id(), null, 1).equals(notFound)).isEqualTo(!seen);
            }
          });
    }

    /** What the rules say, put down once more in the plainest way. */
    private static boolean sees(Actor actor, @Nullable UserId owner) {
      Scope scope = actor.grants().scopes().get(new Permission(Feature.ACCOUNT, Action.VIEW));
      if (scope == null) {
        return false;
      }
      return switch (scope) {
        case ALL -> true;
        case OWN -> actor.id().equals(owner);
        case TEAM ->
            actor.id().equals(owner) || (owner != null && actor.colleagues().contains(owner));
      };
    }

    private static Actor anybody(Seeded random, List<UserId> people) {
      Map<Permission, Scope> scopes = new LinkedHashMap<>();
      random
          .someOf(List.of(Action.values()))
          .forEach(action ->
              scopes.put(new Permission(Feature.ACCOUNT, action), random.oneOf(Scope.values())));
      return new Actor(
          Actor.Kind.USER,
          random.oneOf(people),
          "Somebody",
          new Grants(scopes, Set.of()),
          new HashSet<>(random.someOf(people)));
    }

    private static Set<AccountId> ids(List<AccountView> views) {
      return views.stream().map(AccountView::id).collect(Collectors.toSet());
    }
  }

  @Nested
  class A_hidden_field {

    @Test
    void is_missing_wherever_the_account_is_read_and_cannot_be_probed() {
      Account holding = create(ada, "Holding");
      Account vogel =
          create(
              ada,
              AccountDraft.named("Vogel GmbH")
                  .parent(holding.id())
                  .with(AccountField.ANNUAL_REVENUE, "5")
                  .with(AccountField.REVENUE_CURRENCY, "EUR"));
      Actor masked = Actors.masked(ada, "account.annualRevenue", "account.name");
      AccountQueries queries = trial.as(masked).accountQueries();
      AccountView shown = queries.get(vogel.id()).orElseThrow();

      assertThat(shown.displayName()).isEqualTo("(hidden)");
      assertThat(shown.legalForm()).isNull();
      assertThat(shown.parentName()).isNull();
      assertThat(shown.get(AccountField.ANNUAL_REVENUE)).isNull();
      assertThat(shown.get(AccountField.REVENUE_CURRENCY)).isNull();
      assertThat(queries.hierarchy(holding.id()).orElseThrow().below())
          .containsExactly(new Relative(vogel.id(), holding.id(), "(hidden)", 1));
      assertThat(queries.timeline(vogel.id(), null, 10).orElseThrow())
          .flatExtracting(AuditEntry::changes)
          .extracting(FieldChange::field)
          .containsExactly("parent", "stage", "highWaterMark");
      Filter probe = new Filter.Compare("annualRevenue", Filter.Op.IS_NULL, List.of());
      ListQuery byId = ALL.sortedBy(new SortKey("createdAt", false));
      assertThat(queries.list(byId.where(probe))).isInstanceOf(Outcome.Refused.class);
      assertThat(queries.list(byId.searching("vogel"))).isInstanceOf(Outcome.Refused.class);
      assertThat(queries.list(byId).orElseThrow().items()).hasSize(2);
    }

    @Test
    void that_is_the_parent_hides_the_hierarchy() {
      Account holding = create(ada, "Holding");
      trial.as(ada).accounts().create(below("Sub", holding.id())).orElseThrow();

      Hierarchy hierarchy =
          trial
              .as(Actors.masked(ada, "account.parent"))
              .accountQueries()
              .hierarchy(holding.id())
              .orElseThrow();

      assertThat(hierarchy.below()).isEmpty();
    }
  }

  private static Outcome<?> unknownParent(AccountId id) {
    return Outcome.refused(new AccountRefusal.UnknownParent(id.value()));
  }

  private static Edit set(AccountField field, Object value) {
    return new Edit(Map.of(field, Optional.of(value.toString())));
  }

  private static Create below(String name, AccountId parent) {
    return new Create(AccountDraft.named(name).parent(parent));
  }

  private Account create(Actor actor, String name) {
    return create(actor, AccountDraft.named(name));
  }

  private Account create(Actor actor, AccountDraft draft) {
    return trial.as(actor).accounts().create(new Create(draft)).orElseThrow();
  }

  /** May do everything with accounts within the scope, and has tasks of their own. */
  private static Actor keeper(String name, Scope scope) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      scopes.put(new Permission(Feature.ACCOUNT, action), scope);
      scopes.put(new Permission(Feature.TASK, action), Scope.OWN);
    }
    return Actors.named(name, new Grants(scopes, Set.of()));
  }
}
