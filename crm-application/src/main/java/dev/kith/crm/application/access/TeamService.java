package dev.kith.crm.application.access;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class TeamService implements Teams {

  private static final Changes.Kind<TeamId, Team> KIND =
      new Changes.Kind<>(
          AccessFeature.FEATURE, Team.class, Team::subjectOf, Team::facts, team -> null);

  private final Kernel kernel;
  private final Context context;
  private final TeamStore store;
  private final Changes<TeamId, Team> changes;

  TeamService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().teams();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(@Nullable String name) {
    return Team.found(new TeamId(kernel.ids().next()), name, kernel.now()).violations();
  }

  @Override
  public Outcome<Team> found(@Nullable String name) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "team.found",
            String.valueOf(name),
            () -> Team.found(new TeamId(kernel.ids().next()), name, kernel.now())));
  }

  @Override
  public Outcome<Team> rename(TeamId id, @Nullable String name) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            "team.rename",
            String.valueOf(name),
            team ->
                team.revision().isDeleted()
                    ? Outcome.refused(notFound(id))
                    : team.rename(name, kernel.now())));
  }

  @Override
  public Outcome<Team> delete(TeamId id) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            "team.delete",
            "",
            team -> {
              store.lock(Set.of(id));
              return team.delete(store.membersOf(id), kernel.now());
            }));
  }

  @Override
  public Outcome<TeamView> get(TeamId id) {
    return viewing(
        () -> Outcome.found(kernel.storage().accessReads().team(id), () -> notFound(id)));
  }

  @Override
  public FieldCatalogue<TeamView> fields() {
    return TeamView.CATALOGUE;
  }

  @Override
  public Outcome<Page<TeamView>> list(ListQuery query) {
    return viewing(() -> Outcome.done(kernel.storage().accessReads().teams(query)));
  }

  private static NotFound notFound(TeamId id) {
    return NotFound.of("team", id.value());
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), AccessFeature.ADMINISTER, next);
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), AccessFeature.VIEW, next);
  }
}
