package dev.kith.crm.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer of everything that can say no: either it is {@link Done} and carries the result, or it
 * is {@link Refused} and carries the reason.
 *
 * <p>A refusal is an expected answer, never a bug; bugs are exceptions. A method that cannot refuse
 * does not return an outcome.
 */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** What there is, or else a refusal. */
  static <T> Outcome<T> found(Optional<T> what, Supplier<? extends Refusal> otherwise) {
    return what.map(Outcome::done).orElseGet(() -> refused(otherwise.get()));
  }

  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T>(var value) -> done(change.apply(value));
      case Refused<T>(var refusal) -> refused(refusal);
    };
  }

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal) -> refused(refusal);
    };
  }

  /**
   * The result, where the caller knows that nothing can be refused.
   *
   * @throws IllegalStateException if it was refused after all; the message names the code and the
   *     detail
   */
  default T orElseThrow() {
    return switch (this) {
      case Done<T>(var value) -> value;
      case Refused<T>(var refusal) ->
          throw new IllegalStateException("refused: " + refusal.code() + ": " + refusal.detail());
    };
  }

  /** The result, or something else where it was refused. */
  default T orElse(T other) {
    return this instanceof Done<T>(var value) ? value : other;
  }

  /** The result; null where it was refused. */
  default @Nullable T orNull() {
    return this instanceof Done<T>(var value) ? value : null;
  }

  /** Every problem for which it was refused; none where it was not. */
  default List<Violation> violations() {
    return this instanceof Refused<T>(var refusal) ? refusal.violations() : List.of();
  }
}
