package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.access.login.PasswordHasher;
import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.PasswordRules;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class UserService implements Users {

  private static final Changes.Kind<UserId, User> KIND =
      new Changes.Kind<>(
          AccessFeature.FEATURE, User.class, User::subjectOf, User::facts, user -> null);

  private final Kernel kernel;
  private final Context context;
  private final PasswordRules passwordRules;
  private final PasswordHasher hasher;
  private final UserStore store;
  private final LoginStore logins;

  UserService(Kernel kernel, Context context, PasswordRules passwordRules, PasswordHasher hasher) {
    this.kernel = kernel;
    this.context = context;
    this.passwordRules = passwordRules;
    this.hasher = hasher;
    this.store = kernel.storage().users();
    this.logins = kernel.storage().logins();
  }

  @Override
  public List<Violation> problemsOf(Edit said, @Nullable String password) {
    User.Profile profile =
        new User.Profile(
            said.login(),
            said.name(),
            said.roles() == null ? Set.of() : said.roles(),
            said.teams() == null ? Set.of() : said.teams());
    Outcome<List<Violation>> problems =
        administering(() ->
            kernel
                .storage()
                .transactions()
                .run(() -> Outcome.done(problemsOf(profile, said, password))));
    return problems.orElse(List.of());
  }

  private List<Violation> problemsOf(User.Profile profile, Edit said, @Nullable String password) {
    Checks checks = new Checks();
    User.problemsOf(profile).stream()
        .filter(v -> said.login() != null || !v.pointer().equals("/login"))
        .filter(v -> said.name() != null || !v.pointer().equals("/name"))
        .forEach(v -> checks.addAll(List.of(v)));
    addUnknown(
        checks,
        profile,
        kernel.storage().roles().lock(profile.roles()).keySet(),
        kernel.storage().teams().lock(profile.teams()));
    if (password != null) {
      checks.addAll(passwordRules.problemsOf("password", password, said.login()));
    }
    return checks.violations();
  }

  private static void addUnknown(
      Checks checks, User.Profile profile, Set<RoleId> knownRoles, Set<TeamId> knownTeams) {
    Sets.difference(profile.roles(), knownRoles)
        .forEach(id -> checks.add("roles/" + id, "unknown-role", "There is no role " + id + "."));
    Sets.difference(profile.teams(), knownTeams)
        .forEach(id -> checks.add("teams/" + id, "unknown-team", "There is no team " + id + "."));
  }

  @Override
  public Outcome<User> register(User.Profile profile, @Nullable String password) {
    return administering(() -> {
      List<Violation> problems = passwordRules.problemsOf("password", password, profile.login());
      // Before the transaction, because it takes long; and only for a password that can be taken.
      String hash = problems.isEmpty() ? hasher.hash(Objects.requireNonNull(password)) : "";
      return changes(new UsersWithPassword(store, logins, hash))
          .create(
              Action.ADMINISTER,
              "user.register",
              textOf(profile),
              () ->
                  checked(
                      profile,
                      Set.of(),
                      problems,
                      good -> User.register(new UserId(kernel.ids().next()), good, kernel.now())));
    });
  }

  @Override
  public Outcome<User> edit(UserId id, Edit command) {
    return administering(() ->
        changes(store)
            .change(
                id,
                Action.ADMINISTER,
                "user.edit",
                textOf(command),
                user ->
                    checked(
                            edited(user, command),
                            user.roles(),
                            List.of(),
                            good -> user.edit(good, kernel.now()))
                        .then(change -> unlessLastAdministrator(user, change))));
  }

  @Override
  public Outcome<User> deactivate(UserId id) {
    return administering(() ->
        changes(store)
            .change(
                id,
                Action.ADMINISTER,
                "user.deactivate",
                "",
                user ->
                    unlessLastAdministrator(user, user.deactivate(kernel.now()))
                        .map(change -> {
                          logins.endSessionsOf(id, null);
                          return change;
                        })));
  }

  @Override
  public Outcome<User> reactivate(UserId id) {
    return administering(() ->
        changes(store)
            .change(
                id,
                Action.ADMINISTER,
                "user.reactivate",
                "",
                user ->
                    unlessTooWide(
                        kernel.storage().roles().lock(user.roles()).values(),
                        () -> Outcome.done(user.reactivate(kernel.now())))));
  }

  @Override
  public Outcome<User> setPassword(UserId id, @Nullable String password) {
    return administering(() -> {
      String login = store.find(id).map(user -> user.login().text()).orElse(null);
      List<Violation> problems = passwordRules.problemsOf("password", password, login);
      String hash = problems.isEmpty() ? hasher.hash(Objects.requireNonNull(password)) : "";
      return changes(new UsersWithPassword(store, logins, hash))
          .change(
              id,
              Action.ADMINISTER,
              "user.set-password",
              "",
              user ->
                  unlessTooWide(
                      kernel.storage().roles().lock(user.roles()).values(),
                      () ->
                          problems.isEmpty()
                              ? withoutSessions(user.changePassword(kernel.now()))
                              : Outcome.refused(new Invalid(problems))));
    });
  }

  @Override
  public Outcome<UserView> get(UserId id) {
    return id.equals(context.actor().id()) ? found(id) : viewing(() -> found(id));
  }

  @Override
  public FieldCatalogue<UserView> fields() {
    return UserFields.CATALOGUE;
  }

  @Override
  public Outcome<Page<UserView>> list(ListQuery query) {
    return viewing(() -> Outcome.done(kernel.storage().accessReads().users(query)));
  }

  @Override
  public Outcome<List<AuditEntry>> timeline(UserId id, @Nullable Long beforePosition, int limit) {
    return viewing(() -> found(id))
        .map(view -> kernel.storage().audit().history(User.subjectOf(id), beforePosition, limit));
  }

  private Outcome<Change<User>> withoutSessions(Change<User> change) {
    logins.endSessionsOf(change.next().id(), null);
    return Outcome.done(change);
  }

  private Outcome<UserView> found(UserId id) {
    return Outcome.found(
        kernel.storage().accessReads().user(id), () -> NotFound.of("user", id.value()));
  }

  private static User.Profile edited(User user, Edit command) {
    return new User.Profile(
        command.login() == null ? user.login().text() : command.login(),
        command.name() == null ? user.name() : command.name(),
        command.roles() == null ? user.roles() : command.roles(),
        command.teams() == null ? user.teams() : command.teams());
  }

  /**
   * Everything that can be wrong with a profile, at once: what the domain says, what else the
   * caller found, and roles and teams that do not exist. These are locked, so that nobody deletes
   * them before the user has them.
   */
  private Outcome<Change<User>> checked(
      User.Profile profile,
      Set<RoleId> held,
      List<Violation> further,
      Function<User.Profile, Outcome<Change<User>>> decide) {
    // The administrator's role is locked with the others, in their order: two who waited for each
    // other would never end.
    Map<RoleId, Role> roles =
        kernel
            .storage()
            .roles()
            .lock(Sets.union(profile.roles(), Sets.intersection(held, Set.of(Role.ADMINISTRATOR))));
    Set<TeamId> teams = kernel.storage().teams().lock(profile.teams());
    Checks checks = new Checks();
    Outcome<Change<User>> decision = decide.apply(profile);
    if (decision instanceof Outcome.Refused<Change<User>>(var refusal)) {
      checks.addAll(refusal.violations());
    }
    addUnknown(checks, profile, roles.keySet(), teams);
    checks.addAll(further);
    List<Role> given =
        Sets.difference(profile.roles(), held).stream()
            .map(roles::get)
            .filter(Objects::nonNull)
            .toList();
    return checks.passed()
        ? unlessTooWide(given, () -> decision)
        : Outcome.refused(new Invalid(checks.violations()));
  }

  private Outcome<Change<User>> unlessTooWide(
      Collection<Role> given, Supplier<Outcome<Change<User>>> next) {
    Grants own = context.actor().grants();
    return given.stream().allMatch(role -> own.covers(role.grants()))
        ? next.get()
        : Outcome.refused(new AccessRefusal.GrantsTooWide());
  }

  private Outcome<Change<User>> unlessLastAdministrator(User user, Change<User> change) {
    if (!user.isAdministrator() || change.next().isAdministrator()) {
      return Outcome.done(change);
    }
    kernel.storage().roles().lock(Set.of(Role.ADMINISTRATOR));
    return user.unlessLastAdministrator(change, store.administratorsBesides(user.id()));
  }

  private Changes<UserId, User> changes(AggregateStore<UserId, User> into) {
    return new Changes<>(KIND, into, kernel, context);
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), AccessFeature.ADMINISTER, next);
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), AccessFeature.VIEW, next);
  }

  /** The same for the same profile, in whatever order its sets come. */
  private static String textOf(User.Profile profile) {
    return textOf(new Edit(profile.login(), profile.name(), profile.roles(), profile.teams()));
  }

  private static String textOf(Edit edit) {
    return String.join(
        "\n",
        String.valueOf(edit.login()),
        String.valueOf(edit.name()),
        sorted(edit.roles()),
        sorted(edit.teams()));
  }

  private static String sorted(@Nullable Set<?> ids) {
    return ids == null
        ? "as it is"
        : ImmutableSet.copyOf(ids.stream().map(Object::toString).sorted().toList()).toString();
  }
}
