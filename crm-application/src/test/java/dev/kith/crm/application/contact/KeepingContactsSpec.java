package dev.kith.crm.application.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People.Create;
import dev.kith.crm.application.contact.People.Edit;
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
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal;
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

class KeepingContactsSpec {

  private static final ListQuery ALL =
      ListQuery.all(ContactFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT);
  private static final ContactDraft MARA =
      ContactDraft.named("Mara", "Vogel").emails("WORK mara@vogel.example");

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Actor olga = keeper("Olga", Scope.OWN);

  @Nested
  class A_contact {

    @Test
    void is_created_once_under_a_key() {
      Contact first =
          trial.as(ada).idempotent("key").people().create(new Create(MARA)).orElseThrow();

      assertThat(trial.as(ada).idempotent("key").people().create(new Create(MARA)))
          .isEqualTo(Outcome.done(first));
      assertThat(trial.as(ada).contactQueries().list(ALL).orElseThrow().items()).hasSize(1);
    }

    @Test
    void is_edited_on_the_version_that_was_read() {
      Contact mara = create(ada, MARA);

      assertThat(
              trial.as(ada).expecting(2).people().edit(mara.id(), set(ContactField.TITLE, "Buyer")))
          .isEqualTo(Outcome.refused(new StaleVersion("contact", mara.id().toString(), 2, 1)));
    }

    @Test
    void belongs_to_its_creator_where_they_see_but_their_own() {
      assertThat(create(olga, MARA).owner()).isEqualTo(olga.id());
      assertThat(create(ada, ContactDraft.named("Ben", "Free")).owner()).isNull();
    }

    @Test
    void has_numbers_that_are_read_as_in_the_country_where_they_live() {
      Contact mara = create(ada, MARA.phones("0316 123456").with(ContactField.COUNTRY, "Austria"));

      assertThat(mara.content().phones().getFirst().number().text()).isEqualTo("+43316123456");
      assertThat(trial.as(ada).people().problemsOf(MARA.phones("12")))
          .extracting(violation -> violation.pointer().substring(0, 9))
          .containsExactly("/phones/0");
    }

    @Test
    void is_found_by_numbers_as_people_write_them() {
      create(ada, MARA.phones("MOBILE +49 170 1234567"));
      create(ada, ContactDraft.named("Expo 00", "Ltd"));
      ContactQueries queries = trial.as(ada).contactQueries();

      for (String found :
          List.of("0170 1234567", "+49 170", "(0170) 123-4567", "1234567", "mara")) {
        assertThat(queries.list(ALL.searching(found)).orElseThrow().items())
            .as(found)
            .extracting(ContactView::displayName)
            .containsExactly("Mara Vogel");
      }
      assertThat(queries.list(ALL.searching("0170 99")).orElseThrow().items()).isEmpty();
    }

    @Test
    void tells_its_whole_story() {
      Contact mara = create(ada, MARA);
      People people = trial.as(ada).people();
      people.edit(mara.id(), set(ContactField.TITLE, "Buyer"));
      people.move(mara.id(), account(ada, "Vogel"));
      people.assign(mara.id(), olga.id());
      trial.as(olga).people().note(mara.id(), "On leave");
      people.delete(mara.id());
      people.restore(mara.id());

      assertThat(trial.as(ada).contactQueries().timeline(mara.id(), null, 10).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactly(
              "contact.restore",
              "contact.delete",
              "contact.note",
              "contact.assign",
              "contact.move",
              "contact.edit",
              "contact.create");
    }

    @Test
    void can_be_what_a_task_is_about() {
      Contact mara = create(ada, MARA);
      TaskDraft draft = TaskDraft.of("Call").about(mara.subject());

      var task = trial.as(ada).tasks().create(new Tasks.Create(draft, null)).orElseThrow();

      assertThat(trial.as(ada).taskQueries().get(task.id()).orElseThrow().relatedName())
          .isEqualTo("Mara Vogel");
      assertThat(trial.as(olga).tasks().create(new Tasks.Create(draft, null)))
          .isInstanceOf(Outcome.Refused.class);
      trial.as(ada).people().delete(mara.id()).orElseThrow();
      assertThat(trial.as(ada).tasks().create(new Tasks.Create(draft, null)))
          .isEqualTo(Outcome.refused(new TaskRefusal.UnknownRelated(mara.subject())));
    }
  }

  @Nested
  class A_primary_address {

    @Test
    void is_refused_with_its_holder_named_to_those_who_see_it() {
      Contact mara = create(ada, MARA);
      Create second = new Create(ContactDraft.named("M", "Vogel").emails("MARA@vogel.example"));

      assertThat(trial.as(ada).people().create(second))
          .isEqualTo(
              Outcome.refused(
                  new ContactRefusal.EmailTaken("MARA@vogel.example", mara.id().value())));
      assertThat(trial.as(olga).people().create(second))
          .isEqualTo(Outcome.refused(new ContactRefusal.EmailTaken("MARA@vogel.example", null)));
    }

    @Test
    void may_be_a_further_one_of_somebody_else() {
      create(ada, MARA);

      Contact assistant =
          create(
              ada,
              ContactDraft.named("Ben", "Free").emails("ben@vogel.example\nmara@vogel.example"));

      assertThat(assistant.content().emails()).hasSize(2);
    }
  }

  @Nested
  class An_employer {

    @Test
    void is_an_account_that_is_there_and_seen() {
      AccountId adas = account(ada, "Ada's");
      AccountId gone = account(ada, "Gone");
      trial.as(ada).accounts().delete(gone).orElseThrow();
      AccountId nobody = new AccountId(new UUID(1, 2));

      assertThat(trial.as(olga).people().create(new Create(MARA.at(adas))))
          .isEqualTo(unknown(adas));
      assertThat(trial.as(ada).people().create(new Create(MARA.at(gone)))).isEqualTo(unknown(gone));
      Contact mara = create(ada, MARA);
      assertThat(trial.as(ada).people().move(mara.id(), nobody)).isEqualTo(unknown(nobody));
      assertThat(trial.as(ada).people().edit(mara.id(), set(ContactField.ACCOUNT, nobody)))
          .isEqualTo(unknown(nobody));
    }

    @Test
    void stays_where_the_editor_does_not_see_it_and_when_it_is_deleted() {
      AccountId adas = account(ada, "Ada's");
      Contact mara =
          trial.as(ada).people().create(new Create(MARA.at(adas), olga.id())).orElseThrow();

      Contact edited =
          trial.as(olga).people().edit(mara.id(), set(ContactField.TITLE, "Buyer")).orElseThrow();
      trial.as(ada).accounts().delete(adas).orElseThrow();

      assertThat(edited.content().account()).isEqualTo(adas);
      assertThat(trial.as(olga).contactQueries().shown(edited).accountName()).isNull();
      assertThat(trial.as(ada).contactQueries().get(mara.id()).orElseThrow().accountName())
          .isEqualTo("Ada's");
    }

    @Test
    void is_searched_by_name_as_far_as_the_reader_sees_it() {
      Contact mara =
          trial
              .as(ada)
              .people()
              .create(new Create(MARA.at(account(ada, "Bücherwurm")), olga.id()))
              .orElseThrow();
      ListQuery query = ALL.searching("bücherwurm");

      assertThat(ids(trial.as(ada).contactQueries().list(query).orElseThrow().items()))
          .containsExactly(mara.id());
      assertThat(trial.as(olga).contactQueries().list(query).orElseThrow().items()).isEmpty();
      Actor masked = Actors.masked(ada, "account.name");
      assertThat(trial.as(masked).contactQueries().list(query).orElseThrow().items()).isEmpty();
      assertThat(trial.as(masked).contactQueries().get(mara.id()).orElseThrow().accountName())
          .isEqualTo("(hidden)");
    }
  }

  @Nested
  class Whatever_somebodys_roles_are {

    @Test
    void list_get_search_count_and_timeline_show_the_same_contacts() {
      List<UserId> people =
          List.of(Actors.userId("Olga"), Actors.userId("Paul"), Actors.userId("Nora"));
      Seeded population = Seeded.of(17);
      List<Contact> contacts = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        UserId owner = population.percent(20) ? null : population.oneOf(people);
        contacts.add(
            trial
                .as(ada)
                .people()
                .create(new Create(ContactDraft.named("Acme", "Person " + i), owner))
                .orElseThrow());
      }
      Seeded.cases(
          100,
          random -> {
            Actor actor = anybody(random, people);
            ContactQueries queries = trial.as(actor).contactQueries();
            Set<ContactId> visible =
                contacts.stream()
                    .filter(c -> sees(actor, c.owner()))
                    .map(Contact::id)
                    .collect(Collectors.toSet());
            if (!actor.may(new Permission(Feature.CONTACT, Action.VIEW))) {
              assertThat(queries.list(ALL))
                  .isEqualTo(
                      Outcome.refused(
                          new Forbidden(
                              "contact:view", "This needs the permission contact:view.")));
            } else {
              assertThat(ids(queries.list(ALL).orElseThrow().items())).isEqualTo(visible);
              assertThat(ids(queries.list(ALL.searching("acme")).orElseThrow().items()))
                  .isEqualTo(visible);
              assertThat(queries.list(ALL.limitedTo(1).withCount()).orElseThrow().total())
                  .isEqualTo(visible.size());
            }
            for (Contact contact : contacts) {
              Outcome<?> notFound = Outcome.refused(NotFound.of("contact", contact.id().value()));
              boolean seen = visible.contains(contact.id());
              assertThat(queries.get(contact.id()).equals(notFound)).isEqualTo(!seen);
              assertThat(queries.timeline(contact.id(), null, 1).equals(notFound)).isEqualTo(!seen);
            }
          });
    }

    /** What the rules say, put down once more in the plainest way. */
    private static boolean sees(Actor actor, @Nullable UserId owner) {
      Scope scope = actor.grants().scopes().get(new Permission(Feature.CONTACT, Action.VIEW));
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
              scopes.put(new Permission(Feature.CONTACT, action), random.oneOf(Scope.values())));
      return new Actor(
          Actor.Kind.USER,
          random.oneOf(people),
          "Somebody",
          new Grants(scopes, Set.of()),
          new HashSet<>(random.someOf(people)));
    }
  }

  @Nested
  class A_hidden_field {

    @Test
    void is_missing_wherever_the_contact_is_read_and_cannot_be_probed() {
      Contact mara = create(ada, MARA.phones("+49 30 123456").at(account(ada, "Vogel")));
      Actor masked = Actors.masked(ada, "contact.email", "contact.familyName", "contact.account");
      ContactQueries queries = trial.as(masked).contactQueries();
      ContactView shown = queries.get(mara.id()).orElseThrow();

      assertThat(shown.displayName()).isEqualTo("Mara");
      assertThat(shown.emails()).isEmpty();
      assertThat(shown.phone()).isEqualTo("+4930123456");
      assertThat(shown.account()).isNull();
      assertThat(shown.accountName()).isNull();
      assertThat(queries.timeline(mara.id(), null, 10).orElseThrow())
          .flatExtracting(AuditEntry::changes)
          .extracting(FieldChange::field)
          .containsExactlyInAnyOrder("givenName", "phones");
      ListQuery byAge = ALL.sortedBy(new SortKey("createdAt", false));
      Filter probe = new Filter.Compare("emails", Filter.Op.IS_NULL, List.of());
      assertThat(queries.list(byAge.where(probe))).isInstanceOf(Outcome.Refused.class);
      assertThat(queries.list(ALL)).isInstanceOf(Outcome.Refused.class);
      assertThat(queries.list(byAge.searching("vogel"))).isInstanceOf(Outcome.Refused.class);
      assertThat(queries.list(byAge).orElseThrow().items()).hasSize(1);
    }
  }

  private static Outcome<?> unknown(AccountId id) {
    return Outcome.refused(new ContactRefusal.UnknownAccount(id.value()));
  }

  private static Edit set(ContactField field, Object value) {
    return new Edit(Map.of(field, Optional.of(value.toString())));
  }

  private static Set<ContactId> ids(List<ContactView> views) {
    return views.stream().map(ContactView::id).collect(Collectors.toSet());
  }

  private Contact create(Actor actor, ContactDraft draft) {
    return trial.as(actor).people().create(new Create(draft)).orElseThrow();
  }

  private AccountId account(Actor actor, String name) {
    AccountDraft draft = AccountDraft.EMPTY.with(AccountField.NAME, name);
    return trial.as(actor).accounts().create(new Accounts.Create(draft)).orElseThrow().id();
  }

  /** May do everything with contacts and accounts within the scope, and has tasks of their own. */
  private static Actor keeper(String name, Scope scope) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      scopes.put(new Permission(Feature.CONTACT, action), scope);
      scopes.put(new Permission(Feature.ACCOUNT, action), scope);
      scopes.put(new Permission(Feature.TASK, action), Scope.OWN);
    }
    return Actors.named(name, new Grants(scopes, Set.of()));
  }
}
