package dev.kith.crm.application.list;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** The order of short lists that are shown whole. */
public final class ByName {

  private ByName() {}

  /** By name without regard to case; those of one name by their ids. */
  public static <T> Comparator<T> order(Function<T, String> name, Function<T, ?> id) {
    return comparing((T one) -> name.apply(one).toLowerCase(Locale.ROOT))
        .thenComparing(one -> id.apply(one).toString());
  }
}
