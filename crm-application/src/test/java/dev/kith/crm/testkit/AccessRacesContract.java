package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.access.Users.Edit;
import dev.kith.crm.application.access.login.FirstStart.Administrator;
import dev.kith.crm.application.task.feed.CalendarFeed.Renewed;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** What must hold of access on every storage when several people act at the same instant. */
public interface AccessRacesContract extends StorageContract {

  @RepeatedTest(5)
  default void of_two_administrators_who_deactivate_each_other_exactly_one_succeeds() {
    AccessWorld world = new AccessWorld(storage());
    User ada = world.ada;
    User ben = world.user("Ben Boss", Role.ADMINISTRATOR);
    Workspace asAda = world.asAda();
    Workspace asBen = world.as(ben);

    assertOneLeft(
        atOnce(
            List.of(
                () -> asAda.users().deactivate(ben.id()),
                () -> asBen.users().deactivate(ada.id()))));
  }

  @RepeatedTest(5)
  default void of_two_administrators_who_take_each_others_role_exactly_one_succeeds() {
    AccessWorld world = new AccessWorld(storage());
    User ada = world.ada;
    User ben = world.user("Ben Boss", Role.ADMINISTRATOR);
    Workspace asAda = world.asAda();
    Workspace asBen = world.as(ben);

    assertOneLeft(
        atOnce(
            List.of(
                () -> asAda.users().edit(ben.id(), new Edit(null, null, Set.of(), null)),
                () -> asBen.users().deactivate(ada.id()))));
  }

  @RepeatedTest(5)
  default void a_role_is_not_deleted_while_somebody_gets_it() {
    AccessWorld world = new AccessWorld(storage());
    Role role = world.role("Guest", Grants.NONE);
    User una = world.user("Una User");
    Workspace asAda = world.asAda();

    atOnce(
        List.of(
            () ->
                asAda
                    .users()
                    .edit(una.id(), new Edit(null, null, Set.of(role.id()), null))
                    .map(u -> 1),
            () -> asAda.roles().delete(role.id()).map(r -> 2)));

    boolean held = !storage().users().find(una.id()).orElseThrow().roles().isEmpty();
    boolean deleted = storage().roles().find(role.id()).orElseThrow().revision().isDeleted();
    assertThat(held).isNotEqualTo(deleted);
  }

  @RepeatedTest(3)
  default void of_several_first_starts_exactly_one_makes_the_administrator() {
    List<Outcome<Optional<Administrator>>> starts =
        atOnce(
            IntStream.range(0, 4)
                .<Supplier<Outcome<Optional<Administrator>>>>mapToObj(i ->
                    () ->
                        Crm.on(storage())
                            .background(false)
                            .passwordHasher(new QuickPasswordHasher())
                            .start()
                            .firstStart()
                            .administrator(
                                "admin" + i + "@engines.example", "Admin", AccessWorld.PASSWORD))
                .toList());

    assertThat(starts.stream().map(Outcome::orElseThrow).flatMap(Optional::stream)).hasSize(1);
    assertThat(storage().roles().holdersOf(Role.ADMINISTRATOR)).isEqualTo(1);
  }

  @RepeatedTest(5)
  default void of_several_addresses_for_a_calendar_made_at_once_exactly_one_is_left() {
    AccessWorld world = new AccessWorld(storage());
    Grants sees =
        new Grants(Map.of(new Permission(Feature.TASK, Action.VIEW), Scope.OWN), Set.of());
    Workspace asUna = world.as(world.user("Una User", world.role("Sees", sees).id()));

    List<Outcome<Renewed>> made =
        atOnce(
            IntStream.range(0, 3)
                .<Supplier<Outcome<Renewed>>>mapToObj(i -> () -> asUna.calendarFeed().renew())
                .toList());

    List<String> good =
        made.stream()
            .map(outcome -> outcome.orElseThrow().secret())
            .filter(secret -> world.crm.logins().program(secret).isPresent())
            .toList();
    assertThat(good).hasSize(1);
    assertThat(asUna.calendarFeed().state().active()).isTrue();
  }

  private static void assertOneLeft(List<Outcome<User>> outcomes) {
    Outcome<User> last = Outcome.refused(new AccessRefusal.LastAdministrator());
    assertThat(outcomes).containsOnlyOnce(last);
    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
  }

  private static <T> List<T> atOnce(List<Supplier<T>> works) {
    return Beside.all(works.size(), i -> works.get(i).get());
  }
}
