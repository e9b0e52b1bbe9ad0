package dev.kith.crm.application.access;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.Sets;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class RoleService implements Roles {

  private static final Changes.Kind<RoleId, Role> KIND =
      new Changes.Kind<>(
          AccessFeature.FEATURE, Role.class, Role::subjectOf, Role::facts, role -> null);

  private final Kernel kernel;
  private final Context context;
  private final Set<String> maskable;
  private final RoleStore store;
  private final Changes<RoleId, Role> changes;

  RoleService(Kernel kernel, Context context, Set<String> maskable) {
    this.kernel = kernel;
    this.context = context;
    this.maskable = maskable;
    this.store = kernel.storage().roles();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(Redefinition said) {
    Grants grants = said.grants() == null ? Grants.NONE : said.grants();
    Outcome<Change<Role>> decision =
        Role.define(
            new RoleId(kernel.ids().next()),
            said.name(),
            grants,
            context.actor().grants(),
            kernel.now());
    return problemsOf(grants, decision).stream()
        .filter(v -> said.name() != null || !v.pointer().equals("/name"))
        .toList();
  }

  @Override
  public Outcome<Role> define(@Nullable String name, Grants grants) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "role.define",
            name + "\n" + textOf(grants),
            () ->
                checked(
                    grants,
                    Role.define(
                        new RoleId(kernel.ids().next()),
                        name,
                        grants,
                        context.actor().grants(),
                        kernel.now()))));
  }

  @Override
  public Outcome<Role> redefine(RoleId id, Redefinition command) {
    Grants wanted = command.grants();
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            "role.redefine",
            command.name() + "\n" + (wanted == null ? "as it is" : textOf(wanted)),
            role ->
                live(role)
                    .then(live -> {
                      String name = command.name() == null ? live.name() : command.name();
                      Grants grants = wanted == null ? live.grants() : wanted;
                      return checked(
                          grants,
                          live.redefine(name, grants, context.actor().grants(), kernel.now()));
                    })));
  }

  @Override
  public Outcome<Role> delete(RoleId id) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            "role.delete",
            "",
            role -> {
              store.lock(Set.of(id));
              return role.delete(store.holdersOf(id), kernel.now());
            }));
  }

  @Override
  public Outcome<RoleView> get(RoleId id) {
    return viewing(() ->
        Outcome.found(
            kernel.storage().accessReads().role(id), () -> NotFound.of("role", id.value())));
  }

  @Override
  public FieldCatalogue<RoleView> fields() {
    return RoleView.CATALOGUE;
  }

  @Override
  public Outcome<Page<RoleView>> list(ListQuery query) {
    return viewing(() -> Outcome.done(kernel.storage().accessReads().roles(query)));
  }

  @Override
  public Set<String> maskableFields() {
    return maskable;
  }

  private static Outcome<Role> live(Role role) {
    return role.revision().isDeleted()
        ? Outcome.refused(NotFound.of("role", role.id().value()))
        : Outcome.done(role);
  }

  /**
   * Adds to what the domain says the fields that no list shows, and that hiding would therefore not
   * hide.
   */
  private Outcome<Change<Role>> checked(Grants grants, Outcome<Change<Role>> decision) {
    List<Violation> violations = problemsOf(grants, decision);
    return violations.isEmpty() ? decision : Outcome.refused(new Invalid(violations));
  }

  private List<Violation> problemsOf(Grants grants, Outcome<Change<Role>> decision) {
    List<Violation> violations = new ArrayList<>();
    if (decision instanceof Outcome.Refused<Change<Role>>(var refusal)) {
      violations.addAll(refusal.violations());
    }
    Sets.difference(grants.maskedFields(), maskable)
        .forEach(field ->
            violations.add(
                Violation.at(
                    "maskedFields", "unknown-field", "There is no field " + field + " to hide.")));
    return violations;
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), AccessFeature.ADMINISTER, next);
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), AccessFeature.VIEW, next);
  }

  /** The same for the same grants, in whatever order they come. */
  private static String textOf(Grants grants) {
    return Stream.concat(
            grants.scopes().entrySet().stream()
                .map(e -> e.getKey().code() + "=" + e.getValue().code()),
            grants.maskedFields().stream().map(field -> "-" + field))
        .sorted()
        .collect(joining(" "));
  }
}
