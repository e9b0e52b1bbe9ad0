package dev.kith.crm.application.list;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which records a list shows, as a tree over typed values. {@link FilterParser} reads it from text.
 */
public sealed interface Filter {

  /** The filter that lets everything through. */
  static Filter everything() {
    return new And(List.of());
  }

  /** All of them hold; of no filters, everything does. */
  record And(List<Filter> filters) implements Filter {
    public And {
      filters = ImmutableList.copyOf(filters);
    }
  }

  /** At least one holds. */
  record Or(List<Filter> filters) implements Filter {
    public Or {
      filters = ImmutableList.copyOf(filters);
    }
  }

  record Not(Filter filter) implements Filter {}

  /**
   * One comparison. An empty field fulfils only {@link Op#IS_NULL} and {@link Op#NE}. Of a field of
   * several values one has to fulfil it, and for {@link Op#NE} none may be equal.
   *
   * @param values typed as {@link Field#value()} says: none for IS_NULL, two for BETWEEN (both ends
   *     included), one or more for IN, one for the others. Texts compare without regard to case;
   *     {@code contains} and {@code startsWith} too.
   */
  record Compare(String field, Op op, List<Object> values) implements Filter {
    public Compare {
      values = ImmutableList.copyOf(values);
    }
  }

  enum Op {
    EQ("eq"),
    NE("ne"),
    GT("gt"),
    GE("ge"),
    LT("lt"),
    LE("le"),
    IN("in"),
    CONTAINS("contains"),
    STARTS_WITH("startsWith"),
    IS_NULL("isNull"),
    BETWEEN("between");

    private final String word;

    Op(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** The fields that the filter looks at. */
  default Stream<String> fields() {
    return switch (this) {
      case And(var filters) -> filters.stream().flatMap(Filter::fields);
      case Or(var filters) -> filters.stream().flatMap(Filter::fields);
      case Not(var filter) -> filter.fields();
      case Compare compare -> Stream.of(compare.field());
    };
  }

  default Filter and(Filter other) {
    return equals(everything())
        ? other
        : other.equals(everything()) ? this : new And(List.of(this, other));
  }
}
