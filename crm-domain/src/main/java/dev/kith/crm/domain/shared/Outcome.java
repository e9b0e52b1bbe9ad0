package dev.kith.crm.domain.shared;

import java.util.function.Function;

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
}
