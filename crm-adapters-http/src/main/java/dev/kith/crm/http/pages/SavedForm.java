package dev.kith.crm.http.pages;

import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers a form that was sent to save what somebody else may have changed meanwhile. */
public final class SavedForm {

  private SavedForm() {}

  /** Shows the form as it was sent. */
  @FunctionalInterface
  public interface Again {

    /**
     * @param version in whose place the next sending is saved
     */
    void show(int status, long version, Problems problems);
  }

  /**
   * @param version in whose place it was to be saved
   * @param overtaken what is said where another version has come in between; whoever saves once
   *     more has been told, and replaces that one
   * @param problems what else was refused, each problem at its field
   */
  public static <T> void answer(
      Outcome<T> saved,
      long version,
      Consumer<T> done,
      String overtaken,
      Function<Refusal, Problems> problems,
      Again again) {
    switch (saved) {
      case Outcome.Done<T>(var value) -> done.accept(value);
      case Outcome.Refused<T>(StaleVersion stale) ->
          again.show(Visit.statusOf(stale), stale.actual(), Problems.ofForm(overtaken));
      case Outcome.Refused<T>(var refusal) ->
          again.show(Visit.statusOf(refusal), version, problems.apply(refusal));
    }
  }
}
