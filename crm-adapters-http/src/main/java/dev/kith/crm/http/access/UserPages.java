package dev.kith.crm.http.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.application.access.Users;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pages on which administrators look after users. */
public final class UserPages {

  private UserPages() {}

  /** All users; the search looks at name and login. */
  record UserList(String q, Page<UserView> users) {}

  /**
   * The form of a new or an existing user.
   *
   * @param user null for a new one
   */
  record UserForm(
      @Nullable UserView user,
      String name,
      String login,
      List<Choice> roles,
      List<Choice> teams,
      Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/users", UserPages::list);
    routes.get(
        "/users/new", visit -> show(visit, 200, null, "", "", Set.of(), Set.of(), Problems.NONE));
    routes.post("/users/new", UserPages::register);
    routes.get(
        "/users/{id}", visit -> onUser(visit, user -> show(visit, 200, user, Problems.NONE)));
    routes.post("/users/{id}", UserPages::edit);
    routes.post(
        "/users/{id}/password",
        visit ->
            act(
                visit,
                Notice.PASSWORD_SET,
                (crm, id) -> crm.users().setPassword(id, visit.form("password"))));
    routes.post(
        "/users/{id}/deactivate",
        visit -> act(visit, Notice.USER_DEACTIVATED, (crm, id) -> crm.users().deactivate(id)));
    routes.post(
        "/users/{id}/reactivate",
        visit -> act(visit, Notice.USER_REACTIVATED, (crm, id) -> crm.users().reactivate(id)));
  }

  private static void list(Visit visit) {
    String q = visit.query("q");
    ListQuery all = ListQuery.all(visit.crm().users().fields()).limitedTo(ListQuery.LARGEST_LIMIT);
    visit.with(
        visit.crm().users().list(q.isBlank() ? all : all.searching(q)),
        page -> visit.show("access/users.jte", "Users", Section.USERS, new UserList(q, page)));
  }

  private static void register(Visit visit) {
    Set<RoleId> roles = roles(visit);
    Set<TeamId> teams = teams(visit);
    var profile = new User.Profile(visit.form("login"), visit.form("name"), roles, teams);
    switch (visit.crm().users().register(profile, visit.form("password"))) {
      case Outcome.Done<User>(var user) -> visit.go("/users/" + user.id(), Notice.USER_REGISTERED);
      case Outcome.Refused<User>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              null,
              visit.form("name"),
              visit.form("login"),
              roles,
              teams,
              Problems.of(refusal));
    }
  }

  private static void edit(Visit visit) {
    onUser(
        visit,
        user -> {
          Set<RoleId> roles = roles(visit);
          Set<TeamId> teams = teams(visit);
          Workspace crm = visit.number("version").map(visit.crm()::expecting).orElseGet(visit::crm);
          switch (crm.users()
              .edit(
                  user.id(),
                  new Users.Edit(visit.form("login"), visit.form("name"), roles, teams))) {
            case Outcome.Done<User> done -> visit.go("/users/" + user.id(), Notice.USER_SAVED);
            case Outcome.Refused<User>(var refusal) ->
                show(
                    visit,
                    Visit.statusOf(refusal),
                    user,
                    visit.form("name"),
                    visit.form("login"),
                    roles,
                    teams,
                    Problems.of(refusal));
          }
        });
  }

  private static void act(
      Visit visit, Notice done, BiFunction<Workspace, UserId, Outcome<User>> action) {
    onUser(
        visit,
        user -> {
          switch (action.apply(visit.crm(), user.id())) {
            case Outcome.Done<User> d -> visit.go("/users/" + user.id(), done);
            case Outcome.Refused<User>(var refusal) ->
                show(visit, Visit.statusOf(refusal), user, Problems.of(refusal));
          }
        });
  }

  private static void onUser(Visit visit, Consumer<UserView> next) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      visit.with(visit.crm().users().get(new UserId(id.get())), next);
    }
  }

  private static void show(Visit visit, int status, UserView user, Problems problems) {
    show(
        visit,
        status,
        user,
        user.name(),
        user.login(),
        user.roles().stream().map(UserView.RoleName::id).collect(ImmutableSet.toImmutableSet()),
        user.teams().stream().map(UserView.TeamName::id).collect(ImmutableSet.toImmutableSet()),
        problems);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable UserView user,
      String name,
      String login,
      Set<RoleId> chosenRoles,
      Set<TeamId> chosenTeams,
      Problems problems) {
    Workspace crm = visit.crm();
    Outcome<Page<RoleView>> roles =
        crm.roles().list(ListQuery.all(crm.roles().fields()).limitedTo(ListQuery.LARGEST_LIMIT));
    Outcome<Page<TeamView>> teams =
        crm.teams().list(ListQuery.all(crm.teams().fields()).limitedTo(ListQuery.LARGEST_LIMIT));
    visit.with(
        roles,
        allRoles ->
            visit.with(
                teams,
                allTeams ->
                    visit.show(
                        status,
                        "access/user.jte",
                        user == null ? "New user" : user.name(),
                        Section.USERS,
                        new UserForm(
                            user,
                            name,
                            login,
                            allRoles.items().stream()
                                .map(r ->
                                    new Choice(
                                        r.id().toString(), r.name(), chosenRoles.contains(r.id())))
                                .toList(),
                            allTeams.items().stream()
                                .map(t ->
                                    new Choice(
                                        t.id().toString(), t.name(), chosenTeams.contains(t.id())))
                                .toList(),
                            problems))));
  }

  private static Set<RoleId> roles(Visit visit) {
    return visit.formIds("role").stream().map(RoleId::new).collect(ImmutableSet.toImmutableSet());
  }

  private static Set<TeamId> teams(Visit visit) {
    return visit.formIds("team").stream().map(TeamId::new).collect(ImmutableSet.toImmutableSet());
  }
}
