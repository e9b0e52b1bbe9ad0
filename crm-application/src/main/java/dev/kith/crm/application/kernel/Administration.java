package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes of what belongs to nobody, such as catalogues: everybody who holds {@code view} at all
 * looks at all of it, and who holds {@code administer} on all changes it.
 *
 * @param <I> the aggregate's id
 * @param <A> the aggregate
 */
public final class Administration<I, A extends Aggregate> {

  private final Permission view;
  private final Permission administer;
  private final Context context;
  private final Changes<I, A> changes;

  public Administration(
      Changes.Kind<I, A> kind, AggregateStore<I, A> store, Kernel kernel, Context context) {
    this.view = new Permission(kind.feature(), Action.VIEW);
    this.administer = new Permission(kind.feature(), Action.ADMINISTER);
    this.context = context;
    this.changes = new Changes<>(kind, store, kernel, context);
  }

  public <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.require(context.actor(), view, next);
  }

  /** As {@link Changes#create}. */
  public Outcome<A> create(String intention, Object command, Supplier<Outcome<Change<A>>> birth) {
    return Permits.requireOnAll(
        context.actor(),
        administer,
        () -> changes.create(Action.ADMINISTER, intention, command, birth));
  }

  /** As {@link Changes#change}. */
  public Outcome<A> change(
      I id, String intention, Object command, Function<A, Outcome<Change<A>>> decide) {
    return Permits.requireOnAll(
        context.actor(),
        administer,
        () -> changes.change(id, Action.ADMINISTER, intention, command, decide));
  }
}
