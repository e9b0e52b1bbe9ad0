package dev.kith.crm.benchmark.quality;

import com.google.common.collect.Lists;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.testkit.MemoryStorage;
import java.util.List;
import java.util.function.BiFunction;

/** Asks the validation of a CRM as any caller does. */
final class Asked {

  private Asked() {}

  /** The answers in the order of the questions. */
  static <Q, A> List<A> all(
      List<Q> questions, BiFunction<Validation, List<Q>, Outcome<List<A>>> ask) {
    try (Crm crm = Crm.on(new MemoryStorage()).background(false).start()) {
      Validation validation = crm.as(Actor.SYSTEM).validation();
      return Lists.partition(questions, Validation.LARGEST_BATCH).stream()
          .flatMap(some -> ask.apply(validation, some).orElseThrow().stream())
          .toList();
    }
  }
}
