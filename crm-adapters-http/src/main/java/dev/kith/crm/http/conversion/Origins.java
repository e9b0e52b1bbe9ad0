package dev.kith.crm.http.conversion;

import dev.kith.crm.application.conversion.Conversions.Origin;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.intake.attribution.TouchWords;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From which leads a record came, on its page; empty if from none that the person may see. */
public record Origins(List<Origin> all) {

  /** The others are unfolded. */
  private static final int SHOWN = 3;

  /** A touch that reports ask for. */
  public record Told(String what, String title, String details) {}

  public Origins {
    all = List.copyOf(all);
  }

  public static Origins of(Visit visit, Target target, UUID record) {
    return visit.crm().conversions().origins(target, record)
            instanceof Outcome.Done<List<Origin>>(var found)
        ? new Origins(found)
        : new Origins(List.of());
  }

  public List<Origin> newest() {
    return all.stream().limit(SHOWN).toList();
  }

  public List<Origin> older() {
    return all.stream().skip(SHOWN).toList();
  }

  /** What brought the lead, and what it met last before it was won; once if that is the same. */
  static List<Told> told(TouchHistory touches) {
    List<Told> told = new ArrayList<>();
    Touch first = touches.first();
    Touch converting = touches.converting();
    boolean same = first != null && first.equals(converting);
    add(told, same ? "First and converting touch" : "First touch", first);
    if (!same) {
      add(told, "Converting touch", converting);
    }
    return told;
  }

  private static void add(List<Told> told, String what, @Nullable Touch touch) {
    if (touch != null) {
      told.add(new Told(what, TouchWords.title(touch), TouchWords.details(touch)));
    }
  }
}
