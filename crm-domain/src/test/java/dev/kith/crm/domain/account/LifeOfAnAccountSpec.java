package dev.kith.crm.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfAnAccountSpec {

  private static final Instant NOW = Accounts.CREATED.plus(Duration.ofHours(3));
  private static final UserId OLGA = Actors.userId("Olga");
  private static final AccountDraft VOGEL =
      AccountDraft.named("Vogel GmbH").domains("vogel.example");

  private final Account vogel = Accounts.of(VOGEL, OLGA);

  @Nested
  class A_new_account {

    @Test
    void is_at_version_one_and_says_who_it_is() {
      AccountId id = Accounts.anId();
      AccountContent content = Accounts.content(VOGEL.parent(vogel.id()));

      assertThat(Account.create(id, content, OLGA, Accounts.firstStage(NOW), NOW))
          .isEqualTo(
              Change.of(
                  new Account(id, Revision.first(NOW), content, OLGA, Accounts.firstStage(NOW)),
                  new AccountEvent.Created(id, "Vogel GmbH", content.domains(), vogel.id(), OLGA)));
    }
  }

  @Nested
  class Editing {

    @Test
    void names_the_fields_that_are_different_now() {
      AccountContent content = Accounts.content(VOGEL.with(AccountField.INDUSTRY, "Retail"));

      assertThat(vogel.edit(content, NOW).orElseThrow())
          .isEqualTo(
              Change.of(
                  new Account(vogel.id(), vogel.revision().next(NOW), content, OLGA, vogel.stage()),
                  new AccountEvent.Edited(vogel.id(), List.of("industry"))));
    }

    @Test
    void tells_besides_that_it_belongs_to_another_now() {
      AccountId holding = Accounts.anId();

      assertThat(vogel.edit(Accounts.content(VOGEL.parent(holding)), NOW).orElseThrow().events())
          .containsExactly(
              new AccountEvent.Edited(vogel.id(), List.of("parent")),
              new AccountEvent.Moved(vogel.id(), null, holding));
    }

    @Test
    void changes_nothing_where_everything_is_as_it_was() {
      assertThat(vogel.edit(Accounts.content(VOGEL), NOW).orElseThrow())
          .isEqualTo(Change.none(vogel));
    }
  }

  @Nested
  class Assigning {

    @Test
    void gives_it_to_somebody_or_to_nobody() {
      Change<Account> nobodys = vogel.assign(null, NOW).orElseThrow();

      assertThat(nobodys.events())
          .containsExactly(new AccountEvent.Assigned(vogel.id(), OLGA, null));
      assertThat(nobodys.next().owner()).isNull();
      assertThat(vogel.assign(OLGA, NOW).orElseThrow()).isEqualTo(Change.none(vogel));
    }
  }

  @Nested
  class A_note {

    @Test
    void stands_in_the_event() {
      Change<Account> noted = vogel.note(" Moves to Bremen\nin May ", NOW).orElseThrow();

      assertThat(noted.events())
          .containsExactly(new AccountEvent.Noted(vogel.id(), "Moves to Bremen\nin May"));
      assertThat(noted.next().content()).isEqualTo(vogel.content());
    }

    @Test
    void needs_a_text() {
      assertThat(vogel.note(" ", NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("text", "required", "A note needs a text."))));
    }
  }

  @Nested
  class A_deleted_account {

    private final Account deleted = vogel.delete(NOW).next();

    @Test
    void stays_as_it_is() {
      Outcome<?> refused = Outcome.refused(new AccountRefusal.AccountDeleted(vogel.id().value()));

      assertThat(deleted.revision().deletedAt()).isEqualTo(NOW);
      assertThat(deleted.edit(Accounts.content(VOGEL), NOW)).isEqualTo(refused);
      assertThat(deleted.assign(null, NOW)).isEqualTo(refused);
      assertThat(deleted.note("x", NOW)).isEqualTo(refused);
      assertThat(deleted.delete(NOW)).isEqualTo(Change.none(deleted));
    }

    @Test
    void comes_back_as_it_was() {
      Change<Account> restored = deleted.restore(null, NOW);

      assertThat(restored.events()).containsExactly(new AccountEvent.Restored(vogel.id()));
      assertThat(restored.next().content()).isEqualTo(vogel.content());
      assertThat(restored.next().revision().version()).isEqualTo(3);
      assertThat(restored.next().restore(null, NOW)).isEqualTo(Change.none(restored.next()));
    }

    @Test
    void comes_back_to_the_top_where_its_parent_is_gone() {
      AccountId holding = Accounts.anId();
      Account child = Accounts.of(VOGEL.parent(holding)).delete(NOW).next();

      Change<Account> restored = child.restore(null, NOW);

      assertThat(restored.next().content().parent()).isNull();
      assertThat(restored.events())
          .containsExactly(
              new AccountEvent.Restored(child.id()),
              new AccountEvent.Moved(child.id(), holding, null));
    }
  }

  @Nested
  class The_facts {

    @Test
    void are_every_filled_field_the_owner_and_the_bin() {
      assertThat(vogel.delete(NOW).next().facts())
          .isEqualTo(
              Map.of(
                  "name",
                  "Vogel GmbH",
                  "domains",
                  "vogel.example",
                  "owner",
                  OLGA.toString(),
                  "stage",
                  "PROSPECT",
                  "highWaterMark",
                  "PROSPECT",
                  "deleted",
                  "true"));
    }
  }

  @Nested
  class A_place_in_a_hierarchy {

    private final AccountId holding = Accounts.anId();
    private final AccountId branch = Accounts.anId();

    @Test
    void admits_an_account_that_is_not_above_it() {
      assertThat(new Place(List.of(branch, holding), 0).admit(vogel.id()))
          .isEqualTo(Outcome.done(vogel.id()));
    }

    @Test
    void does_not_admit_what_it_belongs_to_or_is_itself() {
      Outcome<?> circular = Outcome.refused(new AccountRefusal.Circular(branch.value()));

      assertThat(new Place(List.of(branch, holding), 1).admit(holding)).isEqualTo(circular);
      assertThat(new Place(List.of(branch, holding), 1).admit(branch)).isEqualTo(circular);
    }

    @Test
    void is_on_level_twenty_at_most_with_all_that_comes_along() {
      assertThat(new Place(path(19), 0).admit(vogel.id())).isEqualTo(Outcome.done(vogel.id()));
      assertThat(new Place(path(10), 9).admit(vogel.id())).isEqualTo(Outcome.done(vogel.id()));
      Outcome<?> tooDeep = Outcome.refused(new AccountRefusal.TooDeep(20));
      assertThat(new Place(path(20), 0).admit(vogel.id())).isEqualTo(tooDeep);
      assertThat(new Place(path(10), 10).admit(vogel.id())).isEqualTo(tooDeep);
    }

    private static List<AccountId> path(int levels) {
      return IntStream.range(0, levels).mapToObj(i -> Accounts.anId()).toList();
    }
  }
}
