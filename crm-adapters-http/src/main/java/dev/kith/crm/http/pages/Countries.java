package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;

/** The countries to choose from, by their English names. */
public final class Countries {

  private static final List<Choice> ALL =
      Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2).stream()
          .map(code -> new Choice(code, Words.country(code), false))
          .sorted(Comparator.comparing(Choice::label))
          .collect(ImmutableList.toImmutableList());

  private Countries() {}

  /**
   * @param selected a code; something else is kept as it is, so that a form loses nothing that was
   *     typed
   */
  public static List<Choice> choices(String selected) {
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    choices.add(new Choice("", "–", selected.isEmpty()));
    if (!selected.isEmpty() && ALL.stream().noneMatch(c -> c.value().equals(selected))) {
      choices.add(new Choice(selected, selected, true));
    }
    ALL.forEach(c -> choices.add(new Choice(c.value(), c.label(), c.value().equals(selected))));
    return choices.build();
  }
}
