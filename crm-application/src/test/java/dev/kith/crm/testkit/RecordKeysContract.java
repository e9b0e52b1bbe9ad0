package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link RecordKeys} promises, whichever way records are written. */
public interface RecordKeysContract extends StorageContract {

  Instant LATER = Accounts.CREATED.plus(Duration.ofHours(1));

  @Test
  default void an_account_is_found_by_what_it_is_called_and_where_it_is() {
    Account first = added(company("Zwirnwerk Kestenholz GmbH", "Elbgaustrasse 12", "22523"));
    Account second = added(company("Zwirnwerk Kestenholz AG", "Elbgaustr. 12", "22523"));
    Account third = added(company("Zwirnwerk Oberndorf", "Seeweg 3", "88662"));

    assertThat(found(first, null)).containsExactly(ids(first, second, third));
    assertThat(found(second, first.id().value()))
        .containsExactly(second.id().value(), third.id().value());
    Account renamed =
        kept(() ->
            storage()
                .accounts()
                .update(
                    third
                        .edit(Accounts.content(company("Nordlicht", "Seeweg 3", "88662")), LATER)
                        .orElseThrow()
                        .next()));
    assertThat(found(first, null)).containsExactly(ids(first, second));
    assertThat(found(renamed, null)).containsExactly(third.id().value());
    kept(() -> storage().accounts().update(second.delete(LATER).next()));
    assertThat(found(first, null)).containsExactly(first.id().value());
  }

  @Test
  default void those_that_are_saved_together_are_found_as_well() {
    Account born = Accounts.of(company("Quittenhof Ammersee", "Uferweg 9", "82211"));
    Account there = added(company("Holunderbach Mosterei", "Am Anger 4", "82211"));
    Account edited =
        there
            .edit(Accounts.content(company("Quittenhof Amersee", "Uferweg 9", "82211")), LATER)
            .orElseThrow()
            .next();
    Contact person =
        Contacts.of(ContactDraft.named("Thekla", "Rosskopf").emails("thekla@quittenhof.example"));
    storage()
        .transactions()
        .always(() -> {
          storage()
              .accounts()
              .saveAll(
                  List.of(new Course<>(null, List.of(born)), new Course<>(there, List.of(edited))));
          storage().people().saveAll(List.of(new Course<>(null, List.of(person))));
          return born;
        });

    assertThat(found(born, born.id().value())).containsExactly(there.id().value());
    assertThat(
            keys()
                .candidates(
                    RecordKeys.ACCOUNT,
                    RecordForms.keys(
                        Accounts.content(company("Holunderbach Mosterei", "Am Anger 4", "82211"))),
                    null,
                    5))
        .isEmpty();
    Set<String> asked = RecordForms.keys(Contacts.content(ContactDraft.named("Tekla", "Roskopf")));
    assertThat(keys().candidates(RecordKeys.CONTACT, asked, null, 5))
        .containsExactly(person.id().value());
    assertThat(keys().candidates(RecordKeys.ACCOUNT, asked, null, 5)).isEmpty();
    kept(() -> storage().people().update(person.delete(LATER).next()));
    assertThat(keys().candidates(RecordKeys.CONTACT, asked, null, 5)).isEmpty();
  }

  @Test
  default void what_very_many_share_finds_nobody() {
    List<Course<Account>> many = new ArrayList<>();
    for (int i = 0; i <= BlockingKeys.COMMON; i++) {
      many.add(new Course<>(null, List.of(Accounts.of(AccountDraft.named("Schlehdornkontor")))));
    }
    storage()
        .transactions()
        .always(() -> {
          storage().accounts().saveAll(many);
          return many;
        });
    assertThat(found(many.getFirst().last(), null)).isEmpty();
    assertThat(keys().isComplete()).isTrue();
  }

  @Test
  default void keys_tell_which_records_of_a_kind_share_them_block_by_block() {
    Account first = added(company("Zwirnwerk Kestenholz GmbH", "Elbgaustrasse 12", "22523"));
    Account second = added(company("Zwirnwerk Kestenholz AG", "Elbgaustr. 12", "22523"));
    Account alone = added(company("Mosterei", "Am Anger 4", "82211"));
    Contact person =
        kept(() -> storage().people().add(Contacts.of(ContactDraft.named("Thekla", "Rosskopf"))));
    Set<String> asked = RecordForms.keys(first.content());

    assertThat(keys().shared(RecordKeys.ACCOUNT).sharing(asked).values())
        .isNotEmpty()
        .allSatisfy(ids -> assertThat(ids).containsExactlyInAnyOrder(ids(first, second)));
    assertThat(keys().shared(RecordKeys.CONTACT).sharing(asked)).isEmpty();
    assertThat(keys().shared(RecordKeys.ACCOUNT).sharing(RecordForms.keys(alone.content())))
        .isEmpty();
    assertThat(keys().after(RecordKeys.ACCOUNT, null, 2)).containsExactly(ids(first, second));
    assertThat(keys().after(RecordKeys.ACCOUNT, second.id().value(), 2))
        .containsExactly(ids(alone));
    assertThat(keys().after(RecordKeys.CONTACT, null, 9)).containsExactly(person.id().value());
    assertThat(keys().count(RecordKeys.ACCOUNT)).isEqualTo(3);
    kept(() -> storage().accounts().update(second.delete(LATER).next()));
    assertThat(keys().count(RecordKeys.ACCOUNT)).isEqualTo(2);
    assertThat(keys().after(RecordKeys.ACCOUNT, first.id().value(), 9)).containsExactly(ids(alone));
    assertThat(keys().shared(RecordKeys.ACCOUNT).sharing(asked)).isEmpty();
  }

  private List<UUID> found(Account like, @Nullable UUID except) {
    return keys().candidates(RecordKeys.ACCOUNT, RecordForms.keys(like.content()), except, 5);
  }

  private static UUID[] ids(Account... accounts) {
    return Arrays.stream(accounts).map(a -> a.id().value()).toArray(UUID[]::new);
  }

  private static AccountDraft company(String name, String street, String postalCode) {
    return AccountDraft.named(name)
        .with(AccountField.BILLING_STREET, street)
        .with(AccountField.BILLING_POSTAL_CODE, postalCode)
        .with(AccountField.BILLING_COUNTRY, "DE");
  }

  private Account added(AccountDraft draft) {
    return kept(() -> storage().accounts().add(Accounts.of(draft)));
  }

  private RecordKeys keys() {
    return storage().recordKeys();
  }
}
