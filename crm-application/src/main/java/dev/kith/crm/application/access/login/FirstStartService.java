package dev.kith.crm.application.access.login;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.application.access.UsersWithPassword;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.PasswordRules;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class FirstStartService implements FirstStart {

  private static final Changes.Kind<RoleId, Role> ROLES =
      new Changes.Kind<>(Feature.ACCESS, Role.class, Role::subjectOf, Role::facts, role -> null);
  private static final Changes.Kind<UserId, User> USERS =
      new Changes.Kind<>(Feature.ACCESS, User.class, User::subjectOf, User::facts, user -> null);

  private final Kernel kernel;
  private final PasswordRules rules;
  private final PasswordHasher hasher;
  private final SecretTexts secrets;
  private final Function<Context, ? extends Outcome<?>> furnishing;
  private final UserStore users;
  private final Context context = Context.of(Actor.SYSTEM).causedBy("first-start");

  FirstStartService(
      Kernel kernel,
      PasswordRules rules,
      PasswordHasher hasher,
      SecretTexts secrets,
      Function<Context, ? extends Outcome<?>> furnishing) {
    this.kernel = kernel;
    this.rules = rules;
    this.hasher = hasher;
    this.secrets = secrets;
    this.furnishing = furnishing;
    this.users = kernel.storage().users();
  }

  @Override
  public Outcome<Optional<Administrator>> administrator(
      String login, String name, @Nullable String password) {
    if (users.isAnyone()) {
      return Outcome.done(Optional.empty());
    }
    String generated = password == null ? secrets.newPassword() : null;
    String chosen = password == null ? String.valueOf(generated) : password;
    List<Violation> problems = rules.problemsOf("password", chosen, login);
    String hash = problems.isEmpty() ? hasher.hash(chosen) : "";
    Outcome<Optional<Administrator>> made =
        kernel
            .transactions()
            .run(() ->
                roles()
                    .then(roles -> first(login, name, hash, problems))
                    .then(user -> furnishing.apply(context).map(done -> user))
                    .map(user -> Optional.of(new Administrator(user, generated))));
    // Whoever started at the same moment got the administrator's role, of which there is only one,
    // and made the user.
    return made instanceof Outcome.Refused<Optional<Administrator>>(var refusal)
            && (refusal instanceof AccessRefusal || refusal instanceof NameTaken)
            && users.isAnyone()
        ? Outcome.done(Optional.empty())
        : made;
  }

  private Outcome<User> first(String login, String name, String hash, List<Violation> problems) {
    return new Changes<>(
            USERS, new UsersWithPassword(users, kernel.storage().logins(), hash), kernel, context)
        .create(
            Action.ADMINISTER,
            "user.register",
            "",
            () -> {
              Outcome<Change<User>> birth =
                  User.register(
                      new UserId(kernel.ids().next()),
                      new User.Profile(login, name, Set.of(Role.ADMINISTRATOR), Set.of()),
                      kernel.now());
              Checks checks = new Checks();
              if (birth instanceof Outcome.Refused<Change<User>>(var refusal)) {
                checks.addAll(refusal.violations());
              }
              checks.addAll(problems);
              return checks.passed() ? birth : Outcome.refused(new Invalid(checks.violations()));
            });
  }

  private Outcome<Role> roles() {
    Changes<RoleId, Role> changes = new Changes<>(ROLES, kernel.storage().roles(), kernel, context);
    Outcome<Role> last =
        changes.create(
            Action.ADMINISTER,
            "role.define",
            "",
            () -> Outcome.done(Change.of(Role.administrator(kernel.now()))));
    for (var role : readyMade().entrySet()) {
      last =
          last.then(before ->
              changes.create(
                  Action.ADMINISTER,
                  "role.define",
                  "",
                  () ->
                      Role.define(
                          new RoleId(kernel.ids().next()),
                          role.getKey(),
                          role.getValue(),
                          Grants.everything(),
                          kernel.now())));
    }
    return last;
  }

  private static Map<String, Grants> readyMade() {
    Map<Permission, Scope> manager = new LinkedHashMap<>();
    for (Action action : Action.values()) {
      manager.put(new Permission(Feature.LEAD, action), Scope.ALL);
      manager.put(new Permission(Feature.ACCOUNT, action), Scope.ALL);
      manager.put(new Permission(Feature.CONTACT, action), Scope.ALL);
      manager.put(new Permission(Feature.OPPORTUNITY, action), Scope.ALL);
      manager.put(new Permission(Feature.IMPORT, action), Scope.ALL);
      manager.put(new Permission(Feature.DUPLICATE, action), Scope.ALL);
      manager.put(new Permission(Feature.CONSENT, action), Scope.ALL);
      manager.put(new Permission(Feature.TASK, action), Scope.ALL);
      manager.put(new Permission(Feature.ASSIGNMENT, action), Scope.ALL);
    }
    manager.put(new Permission(Feature.PRODUCT, Action.VIEW), Scope.ALL);
    manager.put(new Permission(Feature.PRODUCT, Action.ADMINISTER), Scope.ALL);
    manager.put(new Permission(Feature.COMPETITOR, Action.VIEW), Scope.ALL);
    manager.put(new Permission(Feature.COMPETITOR, Action.ADMINISTER), Scope.ALL);
    manager.put(new Permission(Feature.CALENDAR, Action.VIEW), Scope.ALL);
    manager.put(new Permission(Feature.CURRENCY, Action.VIEW), Scope.ALL);
    manager.put(new Permission(Feature.CURRENCY, Action.ADMINISTER), Scope.ALL);
    manager.put(new Permission(Feature.JOB, Action.VIEW), Scope.ALL);
    manager.put(new Permission(Feature.AUTOMATION, Action.VIEW), Scope.ALL);
    Map<Permission, Scope> representative =
        ImmutableMap.<Permission, Scope>builder()
            .put(new Permission(Feature.LEAD, Action.VIEW), Scope.TEAM)
            .put(new Permission(Feature.LEAD, Action.CREATE), Scope.OWN)
            .put(new Permission(Feature.LEAD, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.LEAD, Action.ASSIGN), Scope.OWN)
            .put(new Permission(Feature.LEAD, Action.DELETE), Scope.OWN)
            // Everybody must see which companies there are already.
            .put(new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL)
            .put(new Permission(Feature.ACCOUNT, Action.CREATE), Scope.OWN)
            .put(new Permission(Feature.ACCOUNT, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.ACCOUNT, Action.ASSIGN), Scope.OWN)
            .put(new Permission(Feature.ACCOUNT, Action.DELETE), Scope.OWN)
            // And who is known there.
            .put(new Permission(Feature.CONTACT, Action.VIEW), Scope.ALL)
            .put(new Permission(Feature.CONTACT, Action.CREATE), Scope.OWN)
            .put(new Permission(Feature.CONTACT, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.CONTACT, Action.ASSIGN), Scope.OWN)
            .put(new Permission(Feature.CONTACT, Action.DELETE), Scope.OWN)
            .put(new Permission(Feature.OPPORTUNITY, Action.VIEW), Scope.TEAM)
            .put(new Permission(Feature.OPPORTUNITY, Action.CREATE), Scope.OWN)
            .put(new Permission(Feature.OPPORTUNITY, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.OPPORTUNITY, Action.ASSIGN), Scope.OWN)
            .put(new Permission(Feature.OPPORTUNITY, Action.DELETE), Scope.OWN)
            .put(new Permission(Feature.PRODUCT, Action.VIEW), Scope.ALL)
            .put(new Permission(Feature.COMPETITOR, Action.VIEW), Scope.ALL)
            .put(new Permission(Feature.IMPORT, Action.VIEW), Scope.OWN)
            .put(new Permission(Feature.IMPORT, Action.CREATE), Scope.OWN)
            .put(new Permission(Feature.DUPLICATE, Action.VIEW), Scope.OWN)
            .put(new Permission(Feature.DUPLICATE, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.CONSENT, Action.VIEW), Scope.TEAM)
            .put(new Permission(Feature.CONSENT, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.TASK, Action.VIEW), Scope.TEAM)
            .put(new Permission(Feature.TASK, Action.CREATE), Scope.OWN)
            .put(new Permission(Feature.TASK, Action.EDIT), Scope.OWN)
            .put(new Permission(Feature.TASK, Action.ASSIGN), Scope.OWN)
            .put(new Permission(Feature.TASK, Action.DELETE), Scope.OWN)
            .put(new Permission(Feature.ASSIGNMENT, Action.VIEW), Scope.OWN)
            .put(new Permission(Feature.CALENDAR, Action.VIEW), Scope.ALL)
            .put(new Permission(Feature.CURRENCY, Action.VIEW), Scope.ALL)
            .put(new Permission(Feature.JOB, Action.VIEW), Scope.OWN)
            .buildOrThrow();
    return ImmutableMap.of(
        "Sales manager",
        new Grants(manager, Set.of()),
        "Sales representative",
        new Grants(representative, Set.of()),
        "Viewer",
        new Grants(
            Map.of(
                new Permission(Feature.LEAD, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.ACCOUNT, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.CURRENCY, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.CONTACT, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.OPPORTUNITY, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.PRODUCT, Action.VIEW),
                Scope.ALL,
                new Permission(Feature.COMPETITOR, Action.VIEW),
                Scope.ALL),
            Set.of()));
  }
}
