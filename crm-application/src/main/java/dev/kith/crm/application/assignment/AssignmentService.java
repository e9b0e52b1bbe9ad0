package dev.kith.crm.application.assignment;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

final class AssignmentService implements Assignments {

  private final Kernel kernel;
  private final Context context;
  private final PoolAssigning assigning;
  private final AssignmentStore store;

  AssignmentService(Kernel kernel, Context context, PoolAssigning assigning) {
    this.kernel = kernel;
    this.context = context;
    this.assigning = assigning;
    this.store = kernel.storage().assignments();
  }

  @Override
  public FieldCatalogue<AssignmentView> fields() {
    return AssignmentView.CATALOGUE;
  }

  @Override
  public Outcome<Page<AssignmentView>> list(ListQuery query) {
    return Permits.require(
        context.actor(),
        AssignmentPoolService.VIEW,
        () -> {
          Page<AssignmentView> page = store.page(query, visible());
          return Outcome.done(
              new Page<>(assigning.named(page.items(), context), page.next(), page.total()));
        });
  }

  @Override
  public Outcome<AssignmentView> get(AssignmentId id) {
    return store
        .find(id, visible())
        .map(view -> Outcome.done(assigning.named(List.of(view), context).getFirst()))
        .orElseGet(() -> Outcome.refused(NotFound.of("assignment", id.value())));
  }

  @Override
  public Outcome<Explained> explain(AssignmentId id) {
    return get(id).map(view -> explained(kernel, view.assignment().choice()));
  }

  @Override
  public AssignmentView shown(Assignment made) {
    UserId user = made.user();
    String name =
        user == null
            ? null
            : kernel.storage().accessReads().names(List.of(user.value())).get(user.value());
    return assigning.named(List.of(new AssignmentView(made, name, null)), context).getFirst();
  }

  @Override
  public Explained explained(Assignment made) {
    return explained(kernel, made.choice());
  }

  /** With the names of everybody in it, by one query. */
  static Explained explained(Kernel kernel, Choice choice) {
    Set<UUID> ids = new HashSet<>();
    choice.others().forEach(other -> ids.add(other.user().value()));
    if (choice.user() != null) {
      ids.add(choice.user().value());
    }
    ImmutableMap.Builder<UserId, String> names = ImmutableMap.builder();
    kernel
        .storage()
        .accessReads()
        .names(ids)
        .forEach((id, name) -> names.put(new UserId(id), name));
    return new Explained(choice, names.buildOrThrow());
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), AssignmentPoolService.VIEW);
  }
}
