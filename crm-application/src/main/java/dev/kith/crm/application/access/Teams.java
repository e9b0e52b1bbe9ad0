package dev.kith.crm.application.access;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Teams: their members see each other's records where their roles say "team". Who belongs to a team
 * is said with {@link Users}. Permissions, transactions, idempotency and versions are as in {@link
 * Users}.
 */
public interface Teams {

  /**
   * What is wrong with a team of this name, without doing anything: what {@link #found} and {@link
   * #rename} would say.
   */
  List<Violation> problemsOf(@Nullable String name);

  /** Refused with {@code invalid} (at {@code /name}) and {@code name-taken}. */
  Outcome<Team> found(@Nullable String name);

  /** Refused with {@code invalid} (at {@code /name}) and {@code name-taken}. */
  Outcome<Team> rename(TeamId id, @Nullable String name);

  /** Refused with {@code still-in-use} while it has members, deactivated ones included. */
  Outcome<Team> delete(TeamId id);

  /** Refused with {@code forbidden} or {@code not-found}; a deleted team is not found. */
  Outcome<TeamView> get(TeamId id);

  /** The fields by which teams are listed: {@link TeamView#CATALOGUE}. */
  FieldCatalogue<TeamView> fields();

  /** The search looks at the name. Refused with {@code forbidden}. */
  Outcome<Page<TeamView>> list(ListQuery query);
}
