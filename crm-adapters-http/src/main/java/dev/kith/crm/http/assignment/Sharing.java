package dev.kith.crm.http.assignment;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a record has of assignment.
 *
 * @param pools from which it can be assigned, as far as the reader may see them
 * @param last how it was last given from a pool; null if it never was, or nobody may tell
 */
public record Sharing(List<Choice> pools, @Nullable AssignmentView last) {

  /** What a pool is called in a choice of owners. */
  private static final String POOL = "pool/";

  public Sharing {
    pools = ImmutableList.copyOf(pools);
  }

  /**
   * @param assigning whether the reader may give the record to others
   */
  public static Sharing of(Visit visit, Subject record, boolean assigning) {
    ListQuery query =
        ListQuery.all(AssignmentView.CATALOGUE)
            .where(new Compare("recordId", Op.EQ, List.of(record.id())))
            .limitedTo(1);
    AssignmentView last =
        visit.crm().assignments().list(query) instanceof Outcome.Done<Page<AssignmentView>>(var p)
            ? p.items().stream().findFirst().orElse(null)
            : null;
    return new Sharing(assigning ? active(visit) : List.of(), last);
  }

  private static List<Choice> active(Visit visit) {
    return pools(visit).stream()
        .filter(pool -> pool.terms().active())
        .map(pool -> new Choice(POOL + pool.id(), pool.name(), false))
        .toList();
  }

  /** All pools that the reader may see, by name. */
  public static List<AssignmentPool> pools(Visit visit) {
    return visit.crm().assignmentPools().list().orElse(List.of());
  }

  /** What is said when it is done: who chooses a pool does not know yet who has got it. */
  public static Notice notice(Visit visit, Notice usual) {
    return isPool(visit) ? Notice.ASSIGNED_FROM_POOL : usual;
  }

  /** Whether a pool was chosen in place of an owner. */
  public static boolean isPool(Visit visit) {
    return visit.form("owner").startsWith(POOL);
  }

  /** Does what a choice of owners says: gives the record to a user, to nobody, or to a pool. */
  public static <R> Outcome<R> give(
      Visit visit,
      Function<@Nullable UserId, Outcome<R>> toUser,
      Function<AssignmentPoolId, Outcome<R>> fromPool) {
    return isPool(visit)
        ? fromPool(visit, fromPool)
        : toUser.apply(visit.formIds("owner").stream().findFirst().map(UserId::new).orElse(null));
  }

  /** Gives the record to somebody of the pool that was chosen. */
  public static <R> Outcome<R> fromPool(
      Visit visit, Function<AssignmentPoolId, Outcome<R>> assign) {
    return ShapeCheck.uuid(visit.form("owner").substring(POOL.length()))
        .map(AssignmentPoolId::new)
        .map(pool -> NewOwner.unknownAtField(assign.apply(pool), "owner"))
        .orElseGet(() ->
            Outcome.refused(
                Invalid.of(
                    Violation.at("owner", "syntax", "Choose one of the owners in the list."))));
  }
}
