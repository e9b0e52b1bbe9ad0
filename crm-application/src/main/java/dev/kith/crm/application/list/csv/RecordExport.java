package dev.kith.crm.application.list.csv;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Takes records of one feature out of the house, with what their lists say of them. */
public final class RecordExport<V> implements CsvExport.Source<V>, ListExport {

  /** Of so many records at once what is told besides is asked for, such as names of others. */
  private static final int AT_ONCE = 500;

  /**
   * What is exported.
   *
   * @param plural what several are called, in the audit trail
   * @param fields those that the actor may see
   * @param hidden whether there are others
   * @param source where the records come from
   * @param read the same records as the actor reads them, in the same order
   */
  public record Kind<V>(
      Feature feature,
      String plural,
      FieldCatalogue<V> fields,
      boolean hidden,
      Source<V> source,
      UnaryOperator<List<V>> read) {}

  /** Where records come from. */
  @FunctionalInterface
  public interface Source<V> {

    /** Everything that the query finds and that is visible, in its order, whatever its limit. */
    void each(ListQuery query, Visibility visible, Consumer<V> consumer);
  }

  private final Kernel kernel;
  private final Context context;
  private final Kind<V> kind;

  public RecordExport(Kernel kernel, Context context, Kind<V> kind) {
    this.kernel = kernel;
    this.context = context;
    this.kind = kind;
  }

  @Override
  public FieldCatalogue<V> fields() {
    return kind.fields();
  }

  @Override
  public Outcome<ListQuery> exportable(ListQuery query) {
    return Permits.require(
        context.actor(),
        permission(Action.VIEW),
        () ->
            Permits.require(
                context.actor(),
                permission(Action.EXPORT),
                () -> query.within(kind.fields(), kind.hidden())));
  }

  @Override
  public Outcome<Long> export(ListQuery query, Consumer<V> each) {
    return exportable(query)
        .map(good -> {
          Counting<V> counting = new Counting<>(each);
          try {
            // In one run, so that others are read over the connection that the records come from.
            kernel
                .transactions()
                .always(() -> {
                  handOut(good, counting);
                  return counting;
                });
          } catch (RuntimeException | Error e) {
            recordBrokenOff(counting.count, e);
            throw e;
          }
          record(counting.count, ImmutableList.of());
          return counting.count;
        });
  }

  private void handOut(ListQuery query, Consumer<V> each) {
    Batches batches = new Batches(each);
    kind.source()
        .each(
            query,
            Visibility.of(context.actor(), permission(Action.VIEW))
                .and(Visibility.of(context.actor(), permission(Action.EXPORT))),
            batches::take);
    batches.flush();
  }

  /** What somebody has taken before they hung up is out of the house. */
  private void recordBrokenOff(long count, Throwable why) {
    if (count == 0) {
      return;
    }
    try {
      record(count, ImmutableList.of(new FieldChange("brokenOff", null, "true")));
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /** Taking data out of the house leaves a trace with the one who did it. */
  private void record(long count, List<FieldChange> more) {
    kernel
        .transactions()
        .always(() -> {
          kernel
              .auditing()
              .record(
                  context,
                  new Subject("user", context.actor().id().value()),
                  kind.feature().code() + ".export",
                  ImmutableList.<FieldChange>builder()
                      .add(new FieldChange(kind.plural(), null, Long.toString(count)))
                      .addAll(more)
                      .build(),
                  kernel.now());
          return count;
        });
  }

  private Permission permission(Action action) {
    return new Permission(kind.feature(), action);
  }

  @Override
  public Outcome<List<String>> columns(ListQuery query) {
    return new CsvExport<>(this).columns(query);
  }

  @Override
  public Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to) {
    return new CsvExport<>(this).write(query, byteOrderMark, to);
  }

  private final class Batches {
    private final Consumer<V> each;
    private final List<V> waiting = new ArrayList<>();

    Batches(Consumer<V> each) {
      this.each = each;
    }

    void take(V view) {
      waiting.add(view);
      if (waiting.size() == AT_ONCE) {
        flush();
      }
    }

    void flush() {
      kind.read().apply(waiting).forEach(each);
      waiting.clear();
    }
  }

  private static final class Counting<V> implements Consumer<V> {
    private final Consumer<V> next;
    private long count;

    Counting(Consumer<V> next) {
      this.next = next;
    }

    @Override
    public void accept(V view) {
      count++;
      next.accept(view);
    }
  }
}
